import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addProcessVariables = (slots: Slots): void => {
  const section = 'Process';
  slots.env.add({
    name: 'NODE_ENV',
    type: 'enum',
    values: ['development', 'test', 'production'],
    default: 'development',
    description: 'Production demands every secret and sends Strict-Transport-Security',
    section,
    order: 10,
  });
  slots.env.add({
    name: 'LOG_LEVEL',
    type: 'enum',
    values: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'info',
    description: 'The least important log lines that are written',
    section,
    order: 11,
  });
  slots.env.add({
    name: 'DATA_DIR',
    type: 'string',
    default: '.data',
    description: 'Folder for what development keeps between two starts',
    section,
    order: 12,
  });
  slots.env.add({
    name: 'SHUTDOWN_GRACE',
    type: 'nonNegativeTimeout',
    default: 1,
    description:
      'Seconds the server keeps accepting after SIGTERM, so that load balancers notice; 5 or more behind one',
    section,
    order: 13,
  });
  slots.env.add({
    name: 'SHUTDOWN_TIMEOUT',
    type: 'timeout',
    default: 25,
    description: 'Seconds after SIGTERM until the process ends even if requests are under way',
    section,
    order: 14,
  });
};

const addHttpVariables = (slots: Slots): void => {
  const section = 'HTTP';
  slots.env.add({
    name: 'HOST',
    type: 'string',
    default: '127.0.0.1',
    description: 'Address to listen on; 0.0.0.0 in a container',
    section,
    order: 20,
  });
  slots.env.add({
    name: 'PORT',
    type: 'port',
    default: 3000,
    description: 'Port to listen on; 0 lets the system choose',
    section,
    order: 21,
  });
  slots.env.add({
    name: 'CORS_ORIGINS',
    type: { parser: 'origins', from: '../platform/http/cors.ts' },
    default: '',
    description: 'Origins whose scripts may call this server, separated by commas; none unless set',
    example: 'https://app.example.com',
    section,
    order: 23,
  });
  slots.env.add({
    name: 'TRUST_PROXY',
    type: { parser: 'trustedProxies', from: '../platform/http/trusted-proxies.ts' },
    default: '',
    description: 'Addresses or networks of the proxies whose X-Forwarded-For counts; none unless set',
    example: '10.0.0.0/8',
    section,
    order: 24,
  });
};

const addLimits = (slots: Slots): void => {
  const section = 'HTTP limits';
  slots.env.add({
    name: 'BODY_LIMIT',
    type: 'positiveInteger',
    default: 102_400,
    description: 'Largest request body in bytes',
    section,
    order: 30,
  });
  slots.env.add({
    name: 'REQUEST_TIMEOUT',
    type: 'timeout',
    default: 20,
    description:
      'Seconds a client has to send a whole request, its headers half of it; less than SHUTDOWN_TIMEOUT, which the slowest holds up',
    section,
    order: 31,
  });
  slots.env.add({
    name: 'MAX_CONNECTIONS',
    type: 'positiveInteger',
    default: 10_000,
    description: 'Open connections at most; further ones are closed at once',
    section,
    order: 33,
  });
  slots.env.add({
    name: 'KEEP_ALIVE_TIMEOUT',
    type: 'timeout',
    default: 75,
    description: 'Seconds an idle connection stays open; more than the idle time of the load balancer in front',
    section,
    order: 32,
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API8:2023', 'A05:2021', 'V3.4'],
    control: 'Security headers on every answer; no version of anything is told',
    file: 'src/platform/http/security-headers.ts',
    test: 'test/e2e/headers.test.ts',
  },
  {
    references: ['API8:2023', 'V16.5'],
    control: 'One error handler: internal errors answer a constant text with the request id',
    file: 'src/platform/http/failure.ts',
    test: 'test/e2e/errors.test.ts',
  },
  {
    references: ['API4:2023', 'V15.2'],
    control: 'Limits on body, headers, time and connections',
    file: 'src/platform/http/transport-errors.ts',
    test: 'test/e2e/robustness.test.ts',
  },
  {
    references: ['A05:2021', 'V13.3'],
    control: 'Secrets come from the environment; missing or weak ones stop the start in production',
    file: 'src/config/environment.ts',
    test: 'test/unit/config/secrets.test.ts',
  },
  {
    references: ['A09:2021', 'V16.2'],
    control: 'Log lines without secrets and personal data',
    file: 'src/platform/logging/redact.ts',
    test: 'test/unit/logging/logger.test.ts',
  },
  {
    references: ['V3.5'],
    control: 'Browsers of other origins are let in by list only',
    file: 'src/platform/http/cors.ts',
    test: 'test/unit/platform/http/cors.test.ts',
  },
];

export default defineFeature({
  id: 'server',
  axis: 'base',
  title: 'HTTP server core',
  description:
    'Configuration, logging, errors, the answer envelope, health checks and a start and stop that lose no request',
  internal: true,
  presets: ['minimal', 'standard', 'full'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('@asteasolutions/zod-to-openapi', 'pino', 'secure-json-parse', 'zod');
    slots.devDependencies.add('fast-check');
    addProcessVariables(slots);
    addHttpVariables(slots);
    addLimits(slots);
    slots.services.add({
      name: 'health',
      type: 'HealthChecks',
      from: './health/health.ts',
      create: 'new HealthChecks(logger)',
      imports: ['HealthChecks'],
      order: 1,
    });
  },
});
