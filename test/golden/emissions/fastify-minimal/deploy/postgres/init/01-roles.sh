#!/bin/sh
# Runs once, on an empty data folder. Two roles, so that the server cannot change the schema:
#   migrator     owns the database and runs the migrations, which grant the other one its rights
#   application  what the server runs as
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set migrator_password="$MIGRATOR_PASSWORD" \
  --set application_password="$APPLICATION_PASSWORD" \
  --set database="$POSTGRES_DB" <<'SQL'
CREATE ROLE migrator LOGIN PASSWORD :'migrator_password';
CREATE ROLE application LOGIN PASSWORD :'application_password';

ALTER DATABASE :"database" OWNER TO migrator;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO application;
SQL
