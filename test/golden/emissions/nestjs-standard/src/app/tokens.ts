/** The platform: an interface, so it is injected by this name. */
export const PLATFORM = Symbol('Platform');

/** The modules that the application is made of. */
export const MODULES = Symbol('HttpModules');
