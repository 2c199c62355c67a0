/**
 * Fails when the API breaks clients of the committed one: that of the branch a pull request goes to, or of HEAD.
 * A new major version of the document says that the break is meant.
 */
import { baseDocument } from './base-document.ts';
import { breakingChanges, majorVersionOf } from './breaking-changes.ts';
import { currentDocument, FILE } from './document-file.ts';

const committed = baseDocument();
if (committed === undefined) {
  console.log(`There is no committed ${FILE} to compare with yet.`);
} else {
  const before: unknown = JSON.parse(committed);
  const after: unknown = JSON.parse(currentDocument());
  const changes = breakingChanges(before, after);
  const meant = majorVersionOf(after) > majorVersionOf(before);
  for (const change of changes) console.log(`breaks: ${change}`);
  if (changes.length === 0) console.log('No change that breaks clients.');
  else if (meant) console.log('The new major version says that this is meant.');
  else {
    console.error('Undo it, or raise the major version in src/app/api-document.ts.');
    process.exitCode = 1;
  }
}
