// The network, off: a proxy that refuses every request and remembers who asked.

import { createServer } from "node:net";
import { once } from "node:events";

export const offlineProxy = async () => {
  const requests = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      requests.push(String(bytes).split("\n", 1)[0].trim());
      socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
  });
  server.listen(0, "127.0.0.1").unref();
  await once(server, "listening");
  return {
    address: `127.0.0.1:${server.address().port}`,
    // The first lines of the requests that came since the last call.
    requests: () => requests.splice(0),
    close: () => server.close(),
  };
};
