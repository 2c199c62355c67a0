import type { Repository, SourceFile } from '../repository/repository.ts';
import { placeOf } from '../repository/source.ts';
import { joinUrl } from './mounts.ts';
import type { Route } from './routes.ts';
import { bare, dotted, nameOf, walk, type Node } from './syntax.ts';
import { serverCode } from './used.ts';

type Class = Extract<Node, { type: 'ClassDeclaration' }>;

const verbs = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'All']);

interface Decoration {
  readonly name: string;
  readonly node: Node;
  readonly argument: Node | undefined;
}

const decorationsOf = (node: Node): Decoration[] => {
  const decorators = 'decorators' in node ? (node.decorators ?? []) : [];
  return decorators.map(({ expression }) => ({
    name: dotted(expression),
    node: expression,
    argument: expression.type === 'CallExpression' ? expression.arguments[0] : undefined,
  }));
};

const member = (node: Node | undefined, name: string): Node | undefined => {
  if (node?.type !== 'ObjectExpression') return undefined;
  const found = node.properties.find((one) => one.type === 'ObjectProperty' && nameOf(one.key) === name);
  return found?.type === 'ObjectProperty' ? found.value : undefined;
};

const textsIn = (node: Node | undefined): readonly string[] => {
  if (node === undefined) return [];
  const value = bare(node);
  if (value.type === 'StringLiteral') return [value.value];
  return value.type === 'ArrayExpression' ? value.elements.flatMap((one) => (one ? textsIn(one) : [])) : [];
};

/** Decorators of NestJS that take a path which is no route. */
const other = new Set(['Redirect', 'Render', 'Header']);

/** `@Operational('/health')`: a decorator that is composed of those of NestJS. */
const isComposed = ({ name, argument }: Decoration): boolean =>
  !other.has(name) && textsIn(argument).some((path) => path.startsWith('/'));

const orEmpty = (texts: readonly string[]): readonly string[] => (texts.length === 0 ? [''] : texts);

/** What the application puts before the paths of all controllers. */
interface Global {
  readonly prefix: string;
  /** The version of controllers that name none, where versions stand in the URL. */
  readonly version: string | undefined;
  readonly inUrl: boolean;
}

const globalOf = (repository: Repository): Global => {
  let [prefix, version, inUrl] = ['', undefined as string | undefined, false];
  for (const source of repository.sources({ containing: /setGlobalPrefix|enableVersioning/ })) {
    walk(source.ast.program, (node) => {
      if (node.type !== 'CallExpression') return;
      const called = dotted(node.callee).split('.').at(-1);
      if (called === 'setGlobalPrefix') prefix = textsIn(node.arguments[0])[0] ?? '';
      if (called !== 'enableVersioning') return;
      const kind = member(node.arguments[0], 'type');
      inUrl = kind !== undefined && dotted(kind).endsWith('URI');
      version = textsIn(member(node.arguments[0], 'defaultVersion'))[0];
    });
  }
  return { prefix, version, inUrl };
};

const prefixesOf = (controller: Node | undefined, { prefix, version, inUrl }: Global): readonly string[] => {
  const paths = controller?.type === 'ObjectExpression' ? textsIn(member(controller, 'path')) : textsIn(controller);
  const own = textsIn(member(controller, 'version'))[0] ?? version;
  const versioned = inUrl && own !== undefined ? `v${own}` : '';
  return orEmpty(paths).map((path) => joinUrl(prefix, versioned, path));
};

const routesOf = (source: SourceFile, declaration: Class, global: Global): Route[] => {
  const controller = decorationsOf(declaration).find(({ name }) => name === 'Controller');
  if (controller === undefined) return [];
  const prefixes = prefixesOf(controller.argument, global);
  return declaration.body.body.flatMap((method) =>
    decorationsOf(method)
      .filter((decoration) => verbs.has(decoration.name) || isComposed(decoration))
      .flatMap(({ name, argument, node }) =>
        prefixes.flatMap((prefix) =>
          orEmpty(textsIn(argument)).map((path) => ({
            method: verbs.has(name) ? name.toUpperCase() : 'ALL',
            path: joinUrl(prefix, path),
            place: placeOf(source, node),
          })),
        ),
      ),
  );
};

/** The routes of the controllers of NestJS that a module lists. */
export const nestRoutes = (repository: Repository): Route[] => {
  const code = serverCode(repository);
  const global = globalOf(repository);
  return repository.sources({ containing: '@Controller(' }).flatMap((source) => {
    const found: Route[] = [];
    walk(source.ast.program, (node) => {
      if (node.type !== 'ClassDeclaration' || !code.includes(source.path, node.body.start ?? 0)) return;
      found.push(...routesOf(source, node, global));
    });
    return found;
  });
};
