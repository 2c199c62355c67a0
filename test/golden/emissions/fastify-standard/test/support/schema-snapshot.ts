import type pg from 'pg';

/** Everything that makes up a schema, as lines that can be compared. The migrator's own tables are left out. */
export const schemaSnapshot = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ line: string }>(`
    with tables as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
        and relname not like 'kysely_migration%'
    )
    select format('column %s.%s %s %s default %s generated %s', tables.relname, attname,
             format_type(atttypid, atttypmod), case when attnotnull then 'not null' else 'null' end,
             coalesce(pg_get_expr(adbin, adrelid), 'none'), attgenerated) as line
      from pg_attribute join tables on tables.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attnum > 0 and not attisdropped
    union all
    select format('constraint %s on %s: %s', conname, tables.relname, pg_get_constraintdef(pg_constraint.oid))
      from pg_constraint join tables on tables.oid = conrelid
    union all
    select format('index: %s', pg_get_indexdef(indexrelid)) from pg_index join tables on tables.oid = indrelid
    union all
    select format('trigger: %s', pg_get_triggerdef(pg_trigger.oid)) from pg_trigger join tables on tables.oid = tgrelid
      where not tgisinternal
    union all
    select format('policy %s on %s', polname, tables.relname) from pg_policy join tables on tables.oid = polrelid
    union all
    select format('function: %s', pg_get_functiondef(pg_proc.oid)) from pg_proc
      where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
        and not exists (select 1 from pg_depend where objid = pg_proc.oid and deptype = 'e')
    union all
    select format('type %s: %s', typname, enumlabel) from pg_enum join pg_type on pg_type.oid = enumtypid
    union all
    select format('extension %s', extname) from pg_extension
    union all
    select format('comment on %s: %s', relname, description)
      from pg_description join tables on tables.oid = objoid and classoid = 'pg_class'::regclass
    order by line
  `);
  return rows.map(({ line }) => line);
};
