// How many messages a second does ws, Node's usual server of sockets, hand to so many readers?
//
// node fan_out.mjs PACKAGES SOCKETS BYTES SECONDS: waits for so many sockets, then sends all of them
// the same message, again and again, each time the event loop comes round. It says its port first,
// and ends with its input.
import { createRequire } from "node:module";

const [packages, sockets, bytes, seconds] = process.argv.slice(2);
const { WebSocketServer } = createRequire(packages)("ws");
const BUFFERED_BYTES_MAX = 65_536;

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  backlog: 4096,
  perMessageDeflate: false,
  clientTracking: false,
});
const readers = [];

function message() {
  const head = `{"t":${process.hrtime.bigint()},"text":"`;
  // As bytes: a text would be encoded anew for each reader.
  return Buffer.from(`${head.padEnd(bytes - 2, "x")}"}`);
}

function keepsUp(reader) {
  return reader.bufferedAmount <= BUFFERED_BYTES_MAX;
}

function turn() {
  if (readers.every(keepsUp)) {
    const data = message();
    for (const reader of readers) reader.send(data, { binary: false });
  }
  setImmediate(turn);
}

server.on("connection", (reader) => {
  reader.on("error", () => process.exit(0));
  reader.on("close", () => process.exit(0));
  if (readers.push(reader) === Number(sockets)) setImmediate(turn);
});
server.on("listening", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
setTimeout(() => process.exit(0), seconds * 1000);
