/** The kinds of values a field can hold. */
export const fieldTypes = [
  'string',
  'text',
  'slug',
  'integer',
  'bigint',
  'decimal',
  'money',
  'boolean',
  'date',
  'datetime',
  'uuid',
  'email',
  'url',
  'enum',
  'json',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** What can be done with an entity over HTTP. Reading is not optional: what cannot be read is no resource. */
export const operations = ['list', 'get', 'create', 'replace', 'patch', 'delete'] as const;
export type OperationName = (typeof operations)[number];

/** Who may do something: everybody, whoever is signed in, or who has the permission `<plural>:read` / `:write`. */
export const accessRules = ['public', 'signed-in', 'permission'] as const;
export type AccessRule = (typeof accessRules)[number];

/** A value of an entity. */
export interface FieldModel {
  /** camelCase. */
  readonly name: string;
  readonly type: FieldType;
  readonly description?: string;
  /** May be null, and left out of a request. */
  readonly optional?: boolean;
  /** No two living rows have the same value. */
  readonly unique?: boolean;
  readonly default?: string | number | boolean;
  /** The smallest value; for text the smallest length. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** A regular expression (ECMAScript) that the whole text must match. */
  readonly pattern?: string;
  /** The values of an `enum`. */
  readonly values?: readonly string[];
  /** The field from which a `slug` is made when none is given. */
  readonly from?: string;
  /** Found by the full-text search `q`. */
  readonly searchable?: boolean;
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  /** Given when the row is made, never changed. */
  readonly immutable?: boolean;
  /** Accepted, never answered. */
  readonly private?: boolean;
  /** Set by the server only. */
  readonly readOnly?: boolean;
}

/** A reference to another entity. */
export interface RelationModel {
  /** camelCase: `category`; for many-to-many the plural: `tags`. */
  readonly name: string;
  readonly type: 'many-to-one' | 'one-to-one' | 'many-to-many';
  /** Name of the entity referred to. */
  readonly target: string;
  readonly description?: string;
  readonly optional?: boolean;
  readonly immutable?: boolean;
  /** `restrict`: a row that living rows refer to cannot be deleted. `keep`: it can; the reference stays, as history. */
  readonly onDelete?: 'restrict' | 'keep';
}

/** An index that no derived query needs, but the user's own will. */
export interface IndexModel {
  readonly fields: readonly string[];
  readonly unique?: boolean;
  /** Why it exists; becomes its comment in the database. */
  readonly purpose: string;
}

export interface EntityModel {
  /** PascalCase, singular. */
  readonly name: string;
  /** PascalCase, plural. */
  readonly plural: string;
  readonly description: string;
  readonly fields: readonly FieldModel[];
  readonly relations?: readonly RelationModel[];
  readonly indexes?: readonly IndexModel[];
  /** Rows belong to the user who made them; to others they do not exist. */
  readonly owner?: 'user';
  /** Rows live and die with a row of that entity and are a list inside it. */
  readonly partOf?: { readonly entity: string; readonly as: string };
  readonly operations?: readonly OperationName[];
  readonly access?: {
    readonly read?: AccessRule;
    readonly write?: AccessRule;
    /** What remains open when the backend has no sign-in: reading, or everything. */
    readonly withoutAuth?: 'read' | 'write';
  };
}

export interface RoleModel {
  readonly name: string;
  readonly description: string;
  /** Given to whoever registers. */
  readonly default?: boolean;
  /** Permissions such as `products:write`; `*` is all of them. */
  readonly permissions: readonly string[];
}

/** A domain: plain data from which tables, modules, routes, tests and seeds are derived. */
export interface Model {
  readonly name: string;
  readonly description: string;
  readonly roles: readonly RoleModel[];
  readonly entities: readonly EntityModel[];
}
