/**
 * A read that those who ask for it at the same time with the eyes of one viewer share: several loaders of a page begin with the same
 * questions. Every request has a viewer object of its own, so nothing is shared between requests, and nothing is kept once it is answered.
 */
export function sharedRead<Answer>() {
  const running = new WeakMap<object, WeakMap<object, Promise<Answer>>>();
  return (db: object, viewer: object, read: () => Promise<Answer>): Promise<Answer> => {
    const ofDatabase = running.get(db) ?? new WeakMap<object, Promise<Answer>>();
    running.set(db, ofDatabase);
    const known = ofDatabase.get(viewer);
    if (known !== undefined) return known;
    const answer = read().finally(() => ofDatabase.delete(viewer));
    ofDatabase.set(viewer, answer);
    return answer;
  };
}
