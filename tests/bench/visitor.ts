/** A signed-in visitor without a browser: keeps one cookie, follows nothing. */
export class Visitor {
  #cookie = "";

  constructor(readonly origin: string) {}

  /** @throws when the account is refused. */
  async signIn(email: string, password: string): Promise<void> {
    const response = await this.post("/sign-in", { email, password });
    const cookie = response.headers.getSetCookie()[0]?.split(";")[0];
    if (response.status !== 302 || !cookie) throw new Error(`Signing in as ${email} answered ${response.status}.`);
    this.#cookie = cookie;
  }

  /** The cookie that a browser needs to be this visitor. */
  cookie(): { name: string; value: string } {
    const [name = "", value = ""] = this.#cookie.split(/=(.*)/);
    return { name, value };
  }

  /** @throws when the page does not answer 200. */
  async read(path: string): Promise<string> {
    const response = await fetch(this.origin + path, { headers: { cookie: this.#cookie, accept: "text/html" } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
    return text;
  }

  post(path: string, fields: Record<string, string>): Promise<Response> {
    return fetch(this.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: this.#cookie, origin: this.origin, accept: "text/html" },
      body: new URLSearchParams(fields),
    });
  }
}
