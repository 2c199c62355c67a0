/** Some members of a type; one that is missing or undefined stays as it is. */
export type Changes<Type> = { readonly [Key in keyof Type]?: Type[Key] | undefined };
