import { versions, type Dependency } from '../../templates/versions.ts';
import { ListSlot, MapSlot } from './list-slot.ts';

/** The kinds of values an environment variable can hold; the emitted configuration has one parser for each. */
export type EnvType =
  | 'string'
  | 'url'
  | 'mailbox'
  | 'port'
  | 'positiveInteger'
  | 'nonNegativeInteger'
  | 'boolean'
  | 'enum'
  | 'secret'
  | 'duration'
  | 'timeout'
  | 'nonNegativeTimeout'
  | 'milliseconds';

/** A parser for one variable: a function of the emitted backend that makes its zod schema. */
export interface EnvParser {
  readonly parser: string;
  /** The module that exports it, as `src/config/schema.ts` imports it. */
  readonly from: string;
}

/** What the emitted tests of production give a variable: an expression, and what it needs. */
export interface TestValue {
  readonly expression: string;
  readonly imports?: readonly string[];
  /** As `test/support/production.ts` imports it. */
  readonly from?: string;
}

/** One environment variable of the emitted backend. */
export interface EnvVariable {
  readonly name: string;
  readonly type: EnvType | EnvParser;
  readonly description: string;
  readonly section: string;
  readonly default?: string | number | boolean;
  /** The allowed values of an `enum`, or schemes of a `url`: any unless given. */
  readonly values?: readonly string[];
  /** For a `secret`: fewer characters are refused in production. */
  readonly minLength?: number;
  /** Must be given in production; outside of it there is a default, or a generated value for a `secret`. */
  readonly requiredInProduction?: boolean;
  /** For what is required in production and no `secret`, which tests make up. */
  readonly testValue?: TestValue;
  /** For a `boolean`: `false` is refused in production. */
  readonly onInProduction?: boolean;
  /** Shown in `.env.example` when there is no default. */
  readonly example?: string;
  readonly order?: number;
}

/** A member of the emitted `Platform`: made at start, in order, and closed in the opposite order. */
export interface Service {
  readonly name: string;
  readonly type: string;
  readonly from: string;
  readonly create: string;
  readonly imports: readonly string[];
  readonly close?: boolean;
  readonly order?: number;
}

/** A factory that turns the headers of a request into a principal. */
export interface AuthenticatorFactory {
  readonly import: string;
  readonly from: string;
  readonly create: string;
  readonly order?: number;
}

/** A module of the emitted backend that is mounted under the API. `name` is the folder. */
export interface ModuleEntry {
  readonly name: string;
  readonly order?: number;
}

/** A line of the composition of a stack: what is imported, and how it is registered. */
export interface Plugin {
  readonly name: string;
  readonly import: string;
  readonly from: string;
  readonly register: string;
  readonly order?: number;
}

/** A service of compose.yaml. */
export interface ComposeService {
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly order?: number;
}

/** A server that the tests of the pipeline run on. */
export interface CiService {
  readonly name: string;
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly port: number;
  /** Succeeds in the container as soon as the server answers. */
  readonly healthCommand: string;
  /** How the tests find it: variable → value. */
  readonly testEnvironment: Readonly<Record<string, string>>;
  readonly order?: number;
}

/** One step of the pipeline. */
export interface CiStep {
  readonly job: string;
  readonly name: string;
  readonly run: string;
  readonly order?: number;
}

/** A paragraph of the emitted documentation. */
export interface DocEntry {
  readonly section: string;
  readonly title: string;
  readonly body: string;
  readonly order?: number;
}

/** A route that does not follow from the model, for the table of the README. */
export interface RouteEntry {
  /** Method and path, such as `POST /api/v1/orders`. */
  readonly route: string;
  /** Who may call it. */
  readonly who: string;
  readonly order?: number;
}

/** A control against a class of attacks: where it is, and the test that shows it. */
export interface Control {
  /** Such as `API2:2023`, `A07:2021`, `V6.2`: the lists it answers to. */
  readonly references: readonly string[];
  readonly control: string;
  readonly file: string;
  readonly test: string;
  readonly order?: number;
}

/** A function that fills tables for development. */
export interface Seed {
  readonly name: string;
  readonly from: string;
  readonly import: string;
  readonly order?: number;
}

/** Something to run in the new repository after its packages are installed. */
export interface PostInstallStep {
  readonly script: string;
  readonly title: string;
}

/** A package that another one asks for in a version that refuses Node 20, and the version that has what is called. */
export interface Pin {
  /** The package that asks. */
  readonly of: string;
  readonly name: string;
  readonly version: string;
  readonly order?: number;
}

/** A refusal that a security team wants to hear of. */
export interface SecurityEvent {
  /** The error code of the answer. */
  readonly code: string;
  /** Its name in the metrics. */
  readonly event: string;
  readonly order?: number;
}

/** What deletes the rows that belong to expired sign-ins: `(db, before) => Promise<void>`. */
export interface SignInPurge {
  readonly import: string;
  readonly from: string;
  readonly order?: number;
}

/** A member of the platform whose state is measured. */
export interface MetricSource {
  /** Its name in the platform, its type and where that stands. */
  readonly service: string;
  readonly type: string;
  readonly from: string;
  /** The function of `registerFrom` that registers its metrics. */
  readonly register: string;
  readonly registerFrom: string;
  /** What it measures, for the table of metrics: names, and what they tell. */
  readonly metrics: readonly string[];
  readonly meaning: string;
  readonly order?: number;
}

/** A line of the next steps that are shown at the end. */
export interface NextStep {
  readonly command: string;
  readonly note?: string;
  readonly order?: number;
}

/** The dependencies of package.json. Versions stand in the version table, or beside the one feature that asks. */
class DependencySlot {
  readonly #versions = new MapSlot<string>('dependencies');

  add(...names: readonly Dependency[]): void {
    for (const name of names) this.#versions.set(name, versions[name]);
  }

  /**
   * Adds packages that no other feature knows: name → exact version, from the `versions.ts` of the feature's folder.
   * @throws SlotConflictError when the package is asked for in another version already
   */
  addOwn(packages: Readonly<Record<string, string>>): void {
    for (const [name, version] of Object.entries(packages)) this.#versions.set(name, version);
  }

  /** Name → exact version, sorted by name. */
  sorted(): Record<string, string> {
    return this.#versions.sorted();
  }
}

/** Makes the empty slots of one emission. */
export const createSlots = () => ({
  dependencies: new DependencySlot(),
  devDependencies: new DependencySlot(),
  scripts: new MapSlot<string>('scripts'),
  packageFields: new MapSlot<unknown>('packageFields'),
  pins: new ListSlot<Pin>('pins', (item) => `${item.of}/${item.name}`),
  /** Packages with an install script that nothing needs. */
  refusedInstallScripts: new ListSlot<{ readonly package: string; readonly order?: number }>(
    'refusedInstallScripts',
    (item) => item.package,
  ),
  /** Options of tsconfig.json that a framework needs. */
  compilerOptions: new MapSlot<boolean | string>('compilerOptions'),
  /** Rules of eslint.config.js that the habits of a framework ask for: name → setting, as JavaScript. */
  lintRules: new MapSlot<string>('lintRules'),
  env: new ListSlot<EnvVariable>('env', (item) => item.name),
  services: new ListSlot<Service>('services', (item) => item.name),
  authenticators: new ListSlot<AuthenticatorFactory>('authenticators', (item) => item.import),
  modules: new ListSlot<ModuleEntry>('modules', (item) => item.name),
  plugins: new ListSlot<Plugin>('plugins', (item) => item.name),
  /** The HTTP part of a module: `file` (`module.ts`), `export` (`[plural]Module`), `imported` where others import it. */
  moduleNames: new MapSlot<string>('moduleNames'),
  composeServices: new ListSlot<ComposeService>('composeServices', (item) => item.name),
  appEnvironment: new MapSlot<string>('appEnvironment'),
  ciServices: new ListSlot<CiService>('ciServices', (item) => item.name),
  ciSteps: new ListSlot<CiStep>('ciSteps', (item) => `${item.job}/${item.name}`),
  gitignore: new ListSlot<{ readonly pattern: string; readonly order?: number }>('gitignore', (item) => item.pattern),
  dockerignore: new ListSlot<{ readonly pattern: string; readonly order?: number }>(
    'dockerignore',
    (item) => item.pattern,
  ),
  docs: new ListSlot<DocEntry>('docs', (item) => `${item.section}/${item.title}`),
  routes: new ListSlot<RouteEntry>('routes', (item) => item.route),
  controls: new ListSlot<Control>('controls', (item) => `${item.file}/${item.control}`),
  secrets: new ListSlot<{ readonly name: string; readonly order?: number }>('secrets', (item) => item.name),
  seeds: new ListSlot<Seed>('seeds', (item) => item.name),
  /** Entities that a feature makes by routes of its own: it brings their `test/e2e/support/resources/<plural>.ts`. */
  testMakers: new ListSlot<{ readonly entity: string; readonly order?: number }>('testMakers', (item) => item.entity),
  /** How requests authenticate: name → security scheme of OpenAPI, as JavaScript. */
  securitySchemes: new MapSlot<string>('securitySchemes'),
  securityEvents: new ListSlot<SecurityEvent>('securityEvents', (item) => item.code),
  metricSources: new ListSlot<MetricSource>('metricSources', (item) => item.service),
  /** Functions of `src/platform/database/` that delete what hangs on sign-ins that have expired, before these go. */
  signInPurges: new ListSlot<SignInPurge>('signInPurges', (item) => item.import),
  /** Modules that prepare what all integration and end-to-end tests share. */
  testSetup: new ListSlot<{ readonly file: string; readonly order?: number }>('testSetup', (item) => item.file),
  postInstall: new ListSlot<PostInstallStep>('postInstall', (item) => item.script),
  nextSteps: new ListSlot<NextStep>('nextSteps', (item) => item.command),
});

/** The typed places that features add to. */
export type Slots = ReturnType<typeof createSlots>;
