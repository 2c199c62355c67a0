import { defineFeature } from '../../../src/compose/feature.ts';
import type { ComposeService } from '../../../src/compose/slots.ts';

const section = 'Mail';

/** Shows the mail of development instead of delivering it. */
const inbox: ComposeService = {
  name: 'mail',
  definition: {
    image: 'axllent/mailpit:v1.27',
    restart: 'unless-stopped',
    ports: ['127.0.0.1:${MAIL_PORT:-8025}:8025'],
    healthcheck: {
      test: ['CMD', '/mailpit', 'readyz'],
      interval: '5s',
      timeout: '3s',
      retries: 10,
    },
  },
  order: 300,
};

export default defineFeature({
  id: 'mail',
  axis: 'capability',
  title: 'Mail',
  description: 'Sends mail by SMTP in the background, with retries; into files during development',
  internal: true,
  requires: ['resilience'],
  contribute: (_project, slots) => {
    slots.dependencies.add('nodemailer');
    slots.devDependencies.add('smtp-server', '@types/smtp-server');
    slots.env.add({
      name: 'MAIL_URL',
      type: 'url',
      values: ['smtp', 'smtps', 'file'],
      requiredInProduction: true,
      testValue: { expression: "'smtp://mail.example.test'" },
      description:
        'How mail goes out: smtp:// (TLS when offered, always with a password), smtps://, or file:<folder> for one JSON file a mail. Unset outside production: file:<DATA_DIR>/mail',
      example: 'smtp://user:<password>@smtp.example.com:587',
      section,
      order: 200,
    });
    slots.env.add({
      name: 'MAIL_FROM',
      type: 'mailbox',
      default: 'Backend <no-reply@localhost>',
      requiredInProduction: true,
      testValue: { expression: "'no-reply@example.test'" },
      description: 'Sender of all mails',
      example: 'Example <no-reply@example.com>',
      section,
      order: 201,
    });
    slots.composeServices.add(inbox);
    slots.appEnvironment.set('MAIL_URL', 'smtp://mail:1025');
    slots.appEnvironment.set('MAIL_FROM', 'Backend <no-reply@example.test>');
    slots.services.add({
      name: 'mailer',
      type: 'Mailer',
      from: './mail/mailer.ts',
      create: 'createMailer({ env, logger })',
      imports: ['createMailer', 'type Mailer'],
      close: true,
      order: 200,
    });
  },
});
