declare global {
  namespace Express {
    interface Request {
      /** The pattern of the path: it groups requests, and holds no ids or tokens. `undefined` for an unknown path. */
      routePattern?: string | undefined;
    }
  }
}

/** The path of an operation as Express writes it: `/items/:id` for `/items/{id}`. */
export const patternOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');
