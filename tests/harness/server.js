// A server of folders on this machine, for tests of what is hosted.

import { createServer } from "node:http";
import { once } from "node:events";
import sirv from "sirv";

// Serves `folder` with `headers` until it is closed.
export const serve = async (folder, headers = {}) => {
  const files = sirv(folder, { dev: true, etag: true, dotfiles: true, setHeaders: (response) => setAll(response, headers) });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};

const setAll = (response, headers) => {
  response.setHeader("Cache-Control", "no-cache");
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
};
