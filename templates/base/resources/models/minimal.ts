import type { Model } from '../files/generators/resource/model.ts';

/** One entity: the domain of the smallest emission, to begin with. */
export const minimalModel: Model = {
  name: 'notes',
  description: 'Short notes.',
  roles: [
    { name: 'member', description: 'Reads and writes notes.', default: true, permissions: ['notes:write'] },
    { name: 'admin', description: 'May do everything.', permissions: ['*'] },
  ],
  entities: [
    {
      name: 'Note',
      plural: 'Notes',
      description: 'A short text with a title.',
      fields: [
        { name: 'title', type: 'string', max: 200, sortable: true, searchable: true },
        { name: 'body', type: 'text', optional: true, searchable: true },
        {
          name: 'isPinned',
          type: 'boolean',
          description: 'Whether it is kept on top.',
          default: false,
          filterable: true,
        },
      ],
      access: { withoutAuth: 'write' },
    },
  ],
};
