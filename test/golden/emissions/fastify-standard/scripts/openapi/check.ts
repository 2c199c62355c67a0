/** Fails when the committed OpenAPI document is not the one that the source describes. */
import { baseDocument } from './base-document.ts';
import { breakingChanges } from './breaking-changes.ts';
import { currentDocument, FILE, writeDocument, writtenDocument } from './document-file.ts';

const current = currentDocument();
const written = writtenDocument();
if (written === undefined && baseDocument() !== undefined) {
  console.error(`${FILE} was deleted: run "npm run openapi" and commit it.`);
  process.exitCode = 1;
} else if (written === undefined) {
  writeDocument(current);
  console.log(`${FILE} was missing and has been written: commit it.`);
} else if (written === current) {
  console.log(`${FILE} is current.`);
} else {
  console.error(`${FILE} is stale: run "npm run openapi" and commit it.`);
  for (const change of breakingChanges(JSON.parse(written), JSON.parse(current))) console.error(`  breaks: ${change}`);
  process.exitCode = 1;
}
