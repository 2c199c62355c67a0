import { expect, it } from 'vitest';
import { repositoryOf } from '../repository/memory-repository.ts';
import { yamlDocument } from './yaml-document.ts';

const text = `x-image: &image
  image: backend
services:
  app:
    <<: *image
    command: [node, main.js]
    ports:
      - '3000:3000'
      - '9464:9464'
`;

it.each([
  [['services'], 3],
  [['services', 'app'], 4],
  [['services', 'app', 'command'], 6],
  [['services', 'app', 'ports'], 7],
  [['services', 'app', 'ports', 1], 9],
  // Merged into it: the nearest place is that of the service.
  [['services', 'app', 'image'], 4],
])('the place of %j is its own line, not that of what it holds', (keys, line) => {
  const document = yamlDocument(repositoryOf(new Map([['compose.yaml', text]])), 'compose.yaml');
  expect(document?.at(...keys)).toEqual({ path: 'compose.yaml', line });
});
