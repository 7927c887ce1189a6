import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import path from "node:path";

/** What happens before the statement of this number (counted from 1) reaches the server. */
export type WirePlan = {
  at: number;
  /**
   * cut: every connection ends. lose-answer: the statement is carried out, then every connection ends before its answer gets
   * through. A function is called, then every connection ends.
   */
  act: "cut" | "lose-answer" | (() => void);
  /** Only statements that are like this are counted. */
  only?: RegExp;
};

export type WireProxy = {
  /** The address that leads through here to the database of another address. */
  through(url: string): string;
  /** Counts from 1 again; null lets everything pass. */
  arm(plan: WirePlan | null): void;
  /** The statements seen since then, in the order in which they came. */
  statements(): readonly string[];
  /** The statement at which what was planned has happened; null: it has not. */
  struckAt(): string | null;
  close(): Promise<void>;
};

type Connection = { client: Socket; server: Socket };

/** What PostgreSQL's protocol calls Query, Execute, CopyData and CopyDone: each is one step of the client's work. */
const STEPS: Readonly<Record<string, string>> = { Q: "query", E: "execute", d: "copy data", c: "copy done" };
/** ReadyForQuery, CopyInResponse: the server waits for the client again. */
const ANSWERED = new Set(["Z", "G"]);

/**
 * Stands between a client and PostgreSQL, counts the statements that pass, and at one of them does what a network, a crash or a
 * power cut would. Nothing in the client knows of it.
 */
export async function openWireProxy(upstream: string): Promise<WireProxy> {
  const connections = new Set<Connection>();
  let plan: WirePlan | null = null;
  let seen: string[] = [];
  let counted = 0;
  let struckAt: string | null = null;

  const cutAll = () => {
    for (const { client, server } of connections) {
      client.destroy();
      server.destroy();
    }
    connections.clear();
  };

  function accept(client: Socket): void {
    const server = connect(serverAddress(upstream));
    const connection = { client, server };
    connections.add(connection);
    let parsed = "";
    let losing = false;
    const end = () => {
      connections.delete(connection);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);

    const fromClient = messages("startup", (type, message) => {
      if (client.destroyed) return;
      if (type === "P") parsed = textOf(message, message.indexOf(0, 5) + 1);
      const step = STEPS[type];
      if (step !== undefined) {
        const text = type === "Q" ? textOf(message, 5) : type === "E" ? parsed : step;
        seen.push(text);
        if (plan && struckAt === null && (plan.only === undefined || plan.only.test(text))) counted += 1;
        if (plan && struckAt === null && counted === plan.at) {
          struckAt = text;
          if (plan.act === "lose-answer") losing = true;
          else {
            if (typeof plan.act === "function") plan.act();
            cutAll();
            return;
          }
        }
      }
      server.write(message);
    });
    const fromServer = messages("typed", (type, message) => {
      if (!losing) client.write(message);
      else if (ANSWERED.has(type)) cutAll();
    });
    client.on("data", fromClient);
    server.on("data", fromServer);
  }

  const listener = createServer({ noDelay: true }, accept);
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    through: (url) => {
      const address = new URL(url);
      address.searchParams.delete("host");
      address.host = `127.0.0.1:${port}`;
      return address.href;
    },
    arm: (next) => {
      plan = next;
      seen = [];
      counted = 0;
      struckAt = null;
    },
    statements: () => seen,
    struckAt: () => struckAt,
    close: async () => {
      cutAll();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function serverAddress(url: string): { path: string } | { host: string; port: number } {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get("host");
  if (folder) return { path: path.join(folder, `.s.PGSQL.${port || 5432}`) };
  return { host: hostname, port: Number(port || 5432) };
}

/** The text that ends with the next zero byte. */
function textOf(message: Buffer, from: number): string {
  const end = message.indexOf(0, from);
  return message.toString("utf8", from, end < 0 ? message.length : end);
}

/** Cuts a stream of bytes into the messages of the protocol; what a client says first has no letter in front. */
function messages(begin: "startup" | "typed", take: (type: string, message: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let typed = begin === "typed";
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      const header = typed ? 5 : 4;
      if (rest.length < header) return;
      const length = rest.readUInt32BE(header - 4) + (typed ? 1 : 0);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      const type = typed ? String.fromCharCode(message[0] ?? 0) : "";
      typed = true;
      take(type, message);
    }
  };
}
