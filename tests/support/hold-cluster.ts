import { openCluster } from "~/data/cluster/cluster.server";

/** A process of its own that holds a share of a data folder's server: prints the server's number, gives up the share on SIGTERM. */
const [dataFolder] = process.argv.slice(2);
if (!dataFolder) throw new Error("Name the data folder.");
const cluster = await openCluster({ dataFolder, durable: false });
const waiting = setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => {
  clearInterval(waiting);
  void cluster.release();
});
// Whoever reads this may end the process at once.
process.stdout.write(`${cluster.postmasterPid}\n`);
