/** The use cases of authentication: an interface, so they are injected by this name. */
export const AUTH = Symbol('Auth');
