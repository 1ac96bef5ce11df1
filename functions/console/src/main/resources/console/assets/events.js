// Server-sent events, read from a stream: EventSource can send no Authorization header.

import { ask } from "/console/assets/api.js";

const PATIENCE = [1, 2, 5, 10, 30];

/** Tells of each event by (name, data) until the page is left; begins again whenever the stream ends. */
export async function listen(path, tell) {
  for (let failures = 0; ; failures++) {
    try {
      const answer = await ask(path, { headers: { Accept: "text/event-stream" } });
      failures = 0;
      await read(answer.body.getReader(), tell);
    } catch (problem) {
      // Who is signed out, or has a server without events, is asked nothing any more.
      if ([401, 403, 404].includes(problem.status)) return;
    }
    await new Promise(done => setTimeout(done, PATIENCE[Math.min(failures, PATIENCE.length - 1)] * 1000));
  }
}

async function read(reader, tell) {
  const text = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + text.decode(value, { stream: true })).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) event(block, tell);
  }
}

function event(block, tell) {
  const of = name => block.split("\n").filter(it => it.startsWith(`${name}:`)).map(it => it.slice(name.length + 1).trim());
  const data = of("data").join("\n");
  if (data === "") return;
  tell(of("event")[0] ?? "message", JSON.parse(data));
}
