import type { Node } from '@babel/types';
import { constantOf, evaluate, keyOf, membersOf, textOfValue, type Scope } from './evaluate.ts';
import type { Repository } from './repository.ts';
import { nodesOf } from './source.ts';

/** A variable the backend reads. */
export interface Variable {
  readonly name: string;
  readonly kind: string;
  readonly default?: string;
  readonly section: string;
  readonly description: string;
  readonly requiredInProduction: boolean;
  /** Nobody may guess it. */
  readonly secret: boolean;
}

const SCHEMA = 'src/config/schema.ts';

/** The function a chain such as `port().default(3000)` begins with, and the argument of its default. */
const readChain = (node: Node, scope: Scope): { readonly kind: string; readonly default?: string } => {
  if (node.type !== 'CallExpression') return { kind: '' };
  if (node.callee.type === 'Identifier') return { kind: node.callee.name };
  if (node.callee.type !== 'MemberExpression') return { kind: '' };
  const inner = readChain(node.callee.object, scope);
  const method = keyOf(node.callee.property);
  const [argument] = node.arguments;
  if (argument === undefined || (method !== 'default' && method !== 'prefault')) return inner;
  return { ...inner, default: textOfValue(evaluate(argument, scope)) ?? '' };
};

/** What `.env.example` says of each variable: the section it stands in and the lines above it. */
const readExample = (text: string): ReadonlyMap<string, { readonly section: string; readonly description: string }> => {
  const known = new Map<string, { section: string; description: string }>();
  let section = '';
  let comment: string[] = [];
  for (const line of text.split('\n')) {
    const heading = /^# --- (.*) ---$/.exec(line)?.[1];
    const name = /^#?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    else if (name !== undefined) known.set(name, { section, description: comment.join(' ') });
    if (heading === undefined && name === undefined && line.startsWith('# ')) comment.push(line.slice(2));
    else comment = [];
  }
  return known;
};

/** The variables in the order of the schema that checks them at start. */
export const readEnvironment = (repository: Repository): readonly Variable[] => {
  const source = repository.source(SCHEMA);
  if (source === undefined) return [];
  const scope = { repository, source };
  const schema = source.declarations.get('environmentSchema')?.node;
  const [object] = schema === undefined ? [] : nodesOf(schema, 'ObjectExpression');
  if (object === undefined) return [];
  const required = constantOf(repository, SCHEMA, 'requiredInProduction');
  const secrets = constantOf(repository, SCHEMA, 'secretLengths');
  const example = readExample(repository.text('.env.example'));
  return [...membersOf(object)].map(([name, node]) => {
    const chain = readChain(node, scope);
    return {
      name,
      ...chain,
      section: example.get(name)?.section ?? '',
      description: example.get(name)?.description ?? '',
      requiredInProduction: Array.isArray(required) && required.includes(name),
      secret: chain.kind === 'secret' || (typeof secrets === 'object' && secrets !== null && name in secrets),
    };
  });
};
