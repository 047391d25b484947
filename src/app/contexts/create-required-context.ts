import { createContext, useContext } from 'react';
import type { Provider } from 'react';

/** The hook throws outside of its provider; `name` appears in the error. */
export function createRequiredContext<T extends object>(
  name: string,
): [Provider<T | null>, () => T] {
  const Context = createContext<T | null>(null);
  const useRequiredContext = () => {
    const value = useContext(Context);
    if (!value) throw new Error(`the ${name} context has no provider`);
    return value;
  };
  return [Context.Provider, useRequiredContext];
}
