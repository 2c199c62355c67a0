import type { Model } from '../files/generators/resource/model.ts';

/** A small shop: the domain of an emission when the user gives none. */
export const shopModel: Model = {
  name: 'shop',
  description: 'A small shop: categories of products, and the orders of its customers.',
  roles: [
    { name: 'customer', description: 'Buys, and sees their own orders.', default: true, permissions: [] },
    {
      name: 'manager',
      description: 'Keeps the catalogue, and sees every order.',
      permissions: ['products:write', 'categories:write', 'orders:read:any'],
    },
    { name: 'admin', description: 'May do everything.', permissions: ['*'] },
  ],
  entities: [
    {
      name: 'Category',
      plural: 'Categories',
      description: 'A group of products that are shown together.',
      fields: [
        { name: 'name', type: 'string', description: 'What customers see.', max: 100, unique: true, sortable: true },
        {
          name: 'slug',
          type: 'slug',
          description: 'The name as part of a web address; made from the name when none is given.',
          max: 120,
          from: 'name',
        },
      ],
    },
    {
      name: 'Product',
      plural: 'Products',
      description: 'Something that is sold.',
      fields: [
        { name: 'name', type: 'string', max: 200, sortable: true, searchable: true },
        { name: 'description', type: 'text', optional: true, searchable: true },
        {
          name: 'price',
          type: 'money',
          description: 'The price of one piece.',
          min: '0',
          sortable: true,
          filterable: true,
        },
        { name: 'stock', type: 'integer', description: 'How many pieces can be sold.', default: 0, min: 0 },
        {
          name: 'isActive',
          type: 'boolean',
          description: 'Whether it can be ordered.',
          default: true,
          filterable: true,
        },
      ],
      relations: [{ name: 'category', type: 'many-to-one', target: 'Category' }],
    },
    {
      name: 'Order',
      plural: 'Orders',
      description: 'What a customer has bought, at the prices of that moment.',
      owner: 'user',
      operations: ['list', 'get'],
      fields: [
        { name: 'status', type: 'enum', values: ['placed', 'shipped', 'cancelled'], default: 'placed', readOnly: true },
        { name: 'total', type: 'money', description: 'The sum of all items.', min: '0', readOnly: true },
      ],
    },
    {
      name: 'OrderItem',
      plural: 'OrderItems',
      description: 'Some pieces of one product.',
      partOf: { entity: 'Order', as: 'items' },
      fields: [
        { name: 'quantity', type: 'integer', min: 1, max: 1000 },
        { name: 'unitPrice', type: 'money', description: 'The price of one piece when it was ordered.', min: '0' },
      ],
      relations: [{ name: 'product', type: 'many-to-one', target: 'Product', onDelete: 'keep' }],
    },
  ],
};
