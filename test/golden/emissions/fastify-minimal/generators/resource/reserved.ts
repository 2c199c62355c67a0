const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Types of the language and of the emitted code that an entity's type would hide. */
export const reservedTypes = words(`
  Array Boolean Buffer Changes Clock ColumnType ConflictError Database Date Db Error ExpectedVersion Function
  GeneratedAlways InMemoryRepository Infinity Iterable JsonValue Kept Kysely Map Math NaN NotFoundError Number
  Object Omit OwnerScope Page PageRequest Partial Pick Platform PreconditionFailedError Promise Proxy Readonly
  Record References Reflect RegExp Row Seed Selectable Services Set SqlBool String Symbol TestDatabase Transaction
  ValidationError WeakMap WeakSet
`);

/** Functions of the emitted code that stand where those of an entity are declared. */
export const reservedFunctions = words('newId seedResources');

/** Modules and tables that the backend has already, or may get with another feature. */
export const reservedEntities = words(`
  User Users Auth Session Sessions Token Tokens RefreshToken ApiKey AuditEvent Audit Ordering Health Metric Metrics Doc
  Docs Openapi IdempotencyKey PasswordCredential OneTimeToken
`);

/** Its tables, and what else modules of its own are called after. */
export const reservedTables = words(`
  users password_credentials sessions one_time_tokens refresh_tokens audit_events idempotency_keys kysely_migration
  kysely_migration_lock auth tokens api_keys audits ordering orderings health metrics docs openapi
`);

/** The schemas that its OpenAPI document has already, or may get with another feature. */
export const reservedComponents = words(`
  Accepted AuditEvent CollectionMeta Credentials EmailAddress Error Failure Link MailedToken Meta OwnUserChange
  PasswordChange PasswordReset PlaceOrder Problem Reauthentication RefreshToken Registration Role Session SignedIn
  TokenPair User UserStandingChange
`);

/** The operations that its OpenAPI document has already, or may get with another feature. */
export const reservedOperations = words(`
  cancelOrder changeEmail changePassword confirmEmailChange endSession forgotPassword getAuditEvent getOwnUser getSession
  getUser listAuditEvents listSessions listUsers logIn logOut logoutAll placeOrder reauthenticate refreshTokens register
  resendVerification resetPassword undoEmailChange updateOwnUser updateUser verifyEmail
`);

/** Members that every row has, or that mean something else where fields are used. */
export const reservedFields = words(`
  id version createdAt updatedAt deletedAt searchVector userId _links limit cursor sort include q position constructor
  prototype toString valueOf hasOwnProperty then toJSON
`);

/** Names of files that Windows keeps for devices. */
export const windowsDevices = words(`
  con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9
`);

/** Reserved by PostgreSQL, SQL:2023 or both: as a table or column they would have to be quoted everywhere. */
export const sqlWords = words(`
  all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate
  collation column concurrently constraint create cross current_catalog current_date current_role current_schema
  current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
  foreign freeze from full grant group groups having ilike in initially inner intersect into is isnull join lateral
  leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
  placing primary references returning right row rows select session_user similar some symmetric system_user table
  tablesample then to trailing true union unique user using values variadic verbose when where window with
`);
