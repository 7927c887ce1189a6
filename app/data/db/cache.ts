/**
 * Answers that hold as long as their vendor's revision does, so that a figure that takes long to compute is computed once. The
 * revision is part of the key: a changed vendor simply asks under another key, and what is no longer requested falls out.
 */
export type Cache<Answer extends object> = {
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
};

/** A cache that a query keeps with the database: its name, how many answers it keeps, and (as a type only) what they are. */
export type CacheDefinition<Answer extends object> = {
  readonly name: string;
  readonly limit: number;
  readonly answer?: Answer;
};

/** The caches of a database, each made when it is first requested. They go by name: server and pages are built apart and share one database. */
export type Caches = { get<Answer extends object>(definition: CacheDefinition<Answer>): Cache<Answer> };

export function defineCache<Answer extends object>(name: string, limit: number): CacheDefinition<Answer> {
  return { name, limit };
}

export function createCaches(): Caches {
  const caches = new Map<string, unknown>();
  return {
    get<Answer extends object>({ name, limit }: CacheDefinition<Answer>) {
      const cache = (caches.get(name) as Cache<Answer> | undefined) ?? createCache<Answer>(limit);
      caches.set(name, cache);
      return cache;
    },
  };
}

/** Keeps the `limit` answers that were requested last. */
function createCache<Answer extends object>(limit: number): Cache<Answer> {
  const answers = new Map<string, Answer>();
  return {
    get(key) {
      const answer = answers.get(key);
      if (answer === undefined) return undefined;
      answers.delete(key);
      answers.set(key, answer);
      return answer;
    },
    set(key, answer) {
      answers.delete(key);
      answers.set(key, answer);
      for (const oldest of answers.keys()) {
        if (answers.size <= limit) break;
        answers.delete(oldest);
      }
    },
  };
}
