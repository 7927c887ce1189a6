/**
 * What a process keeps in memory for all of its programs, such as limits. Server and pages are built apart, so that a module's own
 * variables are there twice; the database object is one, and what is kept with it goes by name.
 */
export type SharedState<State> = { readonly name: string; readonly create: () => State };

export type SharedStates = { get<State>(definition: SharedState<State>): State };

export function defineShared<State>(name: string, create: () => State): SharedState<State> {
  return { name, create };
}

export function createSharedStates(): SharedStates {
  const states = new Map<string, unknown>();
  return {
    get<State>({ name, create }: SharedState<State>) {
      if (!states.has(name)) states.set(name, create());
      return states.get(name) as State;
    },
  };
}
