/** Writes the OpenAPI document, to be committed. */
import { currentDocument, FILE, writeDocument, writtenDocument } from './document-file.ts';

const document = currentDocument();
if (document === writtenDocument()) {
  console.log(`${FILE} is current.`);
} else {
  writeDocument(document);
  console.log(`${FILE} written.`);
}
