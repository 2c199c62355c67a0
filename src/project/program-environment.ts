/**
 * What git needs of the environment: where things are, how to reach the network, who commits. Everything else, above all
 * secrets and options for Node.js, stays here.
 */
const PASSED = [
  'HOME USER LOGNAME SHELL LANG LANGUAGE TERM TZ TMPDIR TMP TEMP CI NO_COLOR',
  'XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR',
  'SystemRoot SystemDrive windir PATHEXT ComSpec APPDATA LOCALAPPDATA USERPROFILE HOMEDRIVE HOMEPATH',
  'ProgramData ProgramFiles ProgramFiles(x86) ProgramW6432 NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE',
  'HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR',
  'npm_config_registry npm_config_cache npm_config_userconfig npm_config_globalconfig npm_config_cafile',
  'npm_config_proxy npm_config_https_proxy npm_config_noproxy npm_config_offline npm_config_prefer_offline',
  'npm_config_fetch_retries npm_config_fetch_timeout npm_config_strict_ssl',
  'COREPACK_HOME COREPACK_ENABLE_DOWNLOAD_PROMPT COREPACK_NPM_REGISTRY PNPM_HOME VOLTA_HOME ASDF_DIR ASDF_DATA_DIR',
  'BUN_INSTALL YARN_NPM_REGISTRY_SERVER',
  'GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE',
  'GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GNUPGHOME GPG_TTY SSH_AUTH_SOCK SSH_AGENT_PID',
];

const PASSED_NAMES: ReadonlySet<string> = new Set(
  PASSED.flatMap((line) => line.split(' ')).map((name) => name.toLowerCase()),
);

/**
 * What a package manager does not get of the rest, which its configuration may refer to (`${NPM_TOKEN}`): what is there
 * only because git or another package manager runs us, and is about their folder.
 */
const KEPT_BACK =
  /^(?:git_.*|npm_(?:config|package|lifecycle)_.*|npm_(?:command|(?:node_)?execpath)|pnpm_script_src_dir|init_cwd|node|node_options|node_path|path)$/;

/** What is run: only git has no use for variables that we do not know. */
export type ProgramKind = 'git' | 'package-manager';

/** Where the environment of a program comes from. */
export interface EnvironmentSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What its search path consists of. */
  readonly folders: readonly string[];
  readonly delimiter: string;
}

/** The environment of a program we run. */
export function programEnvironment(
  kind: ProgramKind,
  { environment, folders, delimiter }: EnvironmentSource,
): Record<string, string> {
  const passed = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isPassed(entry[0], kind),
  );
  return { ...Object.fromEntries(passed), PATH: folders.join(delimiter) };
}

function isPassed(name: string, kind: ProgramKind): boolean {
  const folded = name.toLowerCase();
  if (PASSED_NAMES.has(folded) || folded.startsWith('lc_')) return true;
  return kind === 'package-manager' && !KEPT_BACK.test(folded);
}
