import type { AccessRule, FieldModel, FieldType, OperationName } from './model.ts';
import type { NameView } from './names.ts';

/** What the derivation may know of the repository it is for. */
export interface ViewProject {
  has(feature: string): boolean;
}

/** A value of an entity as the templates need it: a field, or the id of a row referred to. */
export interface PropertyView {
  /** camelCase; the name in TypeScript and JSON. */
  readonly name: string;
  /** The column, and how SQL spells it. */
  readonly column: string;
  readonly sqlName: string;
  readonly type: FieldType | 'reference';
  readonly words: string;
  readonly description?: string;
  readonly nullable: boolean;
  /** Accepted from clients. */
  readonly writable: boolean;
  readonly immutable: boolean;
  /** Part of answers. */
  readonly visible: boolean;
  readonly unique: boolean;
  readonly searchable: boolean;
  readonly sortable: boolean;
  readonly filterable: boolean;
  /** The type in the domain, and that of the column. */
  readonly tsType: string;
  readonly rowType: string;
  /** The column's type and constraints in SQL, after its name. */
  readonly sqlType: string;
  /** A check constraint's condition, if there is one. */
  readonly check?: string;
  /** The schema of what clients send, and of what they get. */
  readonly inputSchema: string;
  readonly outputSchema: string;
  /** Appended to the input schema when a row is made: `default(0)`. */
  readonly whenMissing?: string;
  /** The TypeScript literal of its default, or `null`. */
  readonly initial: string;
  /** A TypeScript expression for a valid value; `n` is in its scope and makes it different. */
  readonly sample: string;
  /** TypeScript literals that must be refused. */
  readonly invalid: readonly string[];
  readonly reference?: ReferenceView;
  /** The values of an enum, and the name of the constant that holds them. */
  readonly enumeration?: { readonly constant: string; readonly type: string; readonly values: readonly string[] };
  /** The property from which a slug is made. */
  readonly slugFrom?: string;
  readonly field?: FieldModel;
}

/** The other end of a reference. */
export interface ReferenceView {
  readonly relation: string;
  readonly entity: NameView;
  readonly plural: NameView;
  readonly table: string;
  readonly path: string;
  /** Deleting the row referred to is refused while living rows refer to it. */
  readonly restrict: boolean;
  /** Rows of it belong to users: only those of the same user can be referred to. */
  readonly owned: boolean;
  /** How many rows of it the seeds make. */
  readonly seeds: number;
  /** Refers to rows of the same table. */
  readonly self: boolean;
  readonly constraint: string;
  /** The list of referring rows under the row referred to; absent for one-to-one. */
  readonly nested?: NestedView;
}

/** A list of this entity's rows under another resource: `/api/v1/categories/{id}/products`. */
export interface NestedView {
  readonly path: string;
  /** `listCategoryProducts` */
  readonly operation: string;
  /** The property that is fixed by the path. */
  readonly property: string;
  readonly parent: NameView;
}

/** One query parameter that narrows a list. */
export interface FilterView {
  readonly name: string;
  readonly property: string;
  readonly column: string;
  readonly operator: '=' | '>=' | '<=';
  readonly tsType: string;
  readonly schema: string;
  readonly words: string;
  /** TypeScript that turns a value with an order into a number, for comparisons in tests. */
  readonly asNumber: (value: string) => string;
}

export interface IndexView {
  readonly name: string;
  /** Everything after `on <table>`. */
  readonly definition: string;
  readonly unique: boolean;
  readonly purpose: string;
  /** The property whose clash a unique index reports. */
  readonly property?: string;
}

/** A link between rows of two entities, declared by this one. */
export interface LinkView {
  /** `tags` */
  readonly name: NameView;
  /** `tag`: one of them. */
  readonly one: NameView;
  readonly target: NameView;
  readonly targetPlural: NameView;
  readonly targetTable: string;
  readonly table: string;
  readonly ownTable: string;
  readonly ownColumn: string;
  readonly targetColumn: string;
  readonly path: string;
  readonly inversePath: string;
  /** `listTagProducts` */
  readonly inverseOperation: string;
  /** A variable that holds the service of its targets. */
  readonly targetCollection: string;
  /** Targets belong to users. */
  readonly targetOwned: boolean;
  /** Who may read targets, where there are accounts. */
  readonly targetRead: AccessRule;
  readonly reverseIndex: string;
  readonly self: boolean;
  /** Set when the target's table is made by a later migration, which then makes the join table, too. */
  readonly late: boolean;
}

/** Rows that live inside an entity. */
export interface PartView {
  readonly name: NameView;
  readonly plural: NameView;
  /** The member of the entity that holds them. */
  readonly as: string;
  /** A variable that holds them; never a reserved word. */
  readonly variable: string;
  readonly table: string;
  readonly parentColumn: string;
  readonly primaryKey: string;
  readonly foreignKey: string;
  readonly description: string;
  readonly properties: readonly PropertyView[];
}

/** A reference whose target's table is made by a later migration: that one adds the constraint. */
export interface LateConstraintView {
  readonly table: string;
  readonly column: string;
  readonly constraint: string;
  readonly target: string;
}

/** A collection that other resources offer below this one, for its links. */
export interface ChildView {
  readonly name: string;
  readonly segment: string;
}

/** An entity below whose rows those of another are listed. */
export interface ParentView {
  readonly name: NameView;
  readonly plural: NameView;
  readonly collection: string;
  readonly owned: boolean;
}

/** A module whose service the routes of an entity ask. */
export interface NeighbourView {
  readonly name: NameView;
  readonly plural: NameView;
  /** Whether its routes ask for this one's, too: at once, or by way of others. */
  readonly mutual: boolean;
}

/** What the database can refuse, besides what the schemas do. */
export interface RefusalView {
  /** A value that another row has. */
  readonly taken: boolean;
  /** A reference to something that does not exist. */
  readonly dangling: boolean;
}

/** An entity with everything that is derived from it. */
export interface EntityView {
  readonly path: { readonly plural: string; readonly name: string; readonly table: string; readonly number: string };
  readonly name: NameView;
  readonly plural: NameView;
  /** A variable that holds one of them; never a reserved word. */
  readonly variable: string;
  /** A variable that holds the service of all of them. */
  readonly collection: string;
  readonly article: string;
  readonly table: string;
  /** How SQL spells a name: reserved words are quoted. */
  readonly sqlName: (name: string) => string;
  /** A text as a string literal. */
  readonly quote: (text: string) => string;
  /** Makes of SQL what stands for it in a template literal. */
  readonly templateText: (sql: string) => string;
  readonly route: string;
  readonly description: string;
  readonly properties: readonly PropertyView[];
  readonly references: readonly PropertyView[];
  readonly writable: readonly PropertyView[];
  readonly changeable: readonly PropertyView[];
  readonly searchable: readonly PropertyView[];
  readonly enumerations: readonly PropertyView[];
  readonly parts: readonly PartView[];
  readonly links: readonly LinkView[];
  readonly children: readonly ChildView[];
  readonly nested: readonly NestedView[];
  readonly filters: readonly FilterView[];
  /** `createdAt` is always among them. */
  readonly sorts: readonly { readonly name: string; readonly column: string }[];
  readonly indexes: readonly IndexView[];
  /** What the database can refuse of a new row, and of a change. */
  readonly refusals: { readonly insert: RefusalView; readonly change: RefusalView };
  readonly lateConstraints: readonly LateConstraintView[];
  readonly lateLinks: readonly LinkView[];
  readonly owned: boolean;
  /** Whether lists of it take any filter. */
  readonly narrowable: boolean;
  readonly parents: readonly ParentView[];
  /** Those of other modules, with the accounts when its rows belong to them. */
  readonly outerParents: readonly ParentView[];
  readonly neighbours: readonly NeighbourView[];
  /** Whether sample rows can be made without an owner, and how many are made unless said. */
  readonly seeded: boolean;
  readonly seeds: number;
  /** On either side of a many-to-many relation. */
  readonly linked: boolean;
  /** The tables that exist when this one is made, itself included. */
  readonly made: readonly string[];
  /** Joins parts to a name that PostgreSQL does not cut. */
  readonly identifier: (...parts: readonly string[]) => string;
  readonly operations: readonly OperationName[];
  readonly access: { readonly read: AccessRule; readonly write: AccessRule };
  readonly permissions: {
    readonly read: string;
    readonly write: string;
    readonly readAny: string;
    readonly writeAny: string;
  };
  has(operation: OperationName): boolean;
  /** Whether anything can be changed over HTTP. */
  readonly writes: boolean;
}

export interface RoleView {
  readonly name: string;
  readonly description: string;
  readonly default: boolean;
  /** May do everything, also what is added later. */
  readonly everything: boolean;
  readonly permissions: readonly string[];
}

export interface ModelView {
  readonly name: string;
  readonly description: string;
  /** Entities with routes of their own, in the order of their migrations. */
  readonly entities: readonly EntityView[];
  readonly roles: readonly RoleView[];
  /** Every permission that a route of the model can ask for. */
  readonly permissions: readonly { readonly name: string; readonly description: string }[];
}
