type Work = () => unknown;

const works: Work[] = [];

/**
 * Does the work once the tests of the file are over, the last work first. Can be requested anywhere: an `afterAll` inside a hook or a
 * test is not heard.
 */
export function afterFile(work: Work): void {
  works.push(work);
}

/** @throws the first failure, when all is done. */
export async function cleanUp(): Promise<void> {
  const failures: unknown[] = [];
  for (let work = works.pop(); work; work = works.pop()) {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
