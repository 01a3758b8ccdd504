// What a program does with the types that openapi-typescript makes; ends with an error when it does not work.
import createClient from "openapi-fetch";
import type { components, paths } from "./catalogue.js";

declare const process: { env: Record<string, string> };
type Book = components["schemas"]["StoredBook"];

// Lists can also be had as files of other formats; this program reads JSON only.
const client = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: process.env.CATALOGUE_ADDRESS,
  headers: { Authorization: `Bearer ${process.env.CATALOGUE_TOKEN}` },
});

function check(holds: boolean, ...told: unknown[]): asserts holds {
  if (!holds) throw new Error(JSON.stringify(told));
}

// Create.
const books: Book[] = [];
for (const number of [0, 1, 2]) {
  const { data, response, error } = await client.POST("/api/books", {
    body: { title: `TypeScript ${number}`, authors: ["Ada TypeScript"], language: "fr" },
  });
  check(response.status === 201 && data !== undefined, error);
  check(response.headers.get("Location") === data.links.self, data);
  books.push(data);
}
const path = { book_id: books[0]!.id };

// List, page by page.
const titles: (string | undefined)[] = [];
for (const page of [1, 2]) {
  const { data, response, error } = await client.GET("/api/books", {
    params: { query: { author: "ada typescript", per_page: 2, page } },
  });
  check(response.headers.get("X-Total-Count") === "3" && data !== undefined, error);
  check((response.headers.get("Link") ?? "").includes('rel="next"') === (page === 1));
  titles.push(...data.map((book) => book.title));
}
check(titles.join() === "TypeScript 0,TypeScript 1,TypeScript 2", titles);

// Some members only.
const some = await client.GET("/api/books", {
  params: { query: { title: "typescript", per_page: 1, fields: ["id", "title"] } },
  querySerializer: { array: { style: "form", explode: false } },
});
check(Object.keys(some.data?.[0] ?? {}).join() === "id,title", some);

// Read, and put it back as it was read, with If-Match.
const read = await client.GET("/api/books/{book_id}", { params: { path } });
check(read.data !== undefined, read.error);
const etag = read.response.headers.get("ETag")!;
const replaced = await client.PUT("/api/books/{book_id}", {
  params: { path, header: { "If-Match": etag } },
  body: { ...read.data, title: read.data.title! },
});
check(replaced.data?.revision === read.data.revision! + 1, replaced.error);

// Whoever is late is told so, and does not write.
const stale = await client.PATCH("/api/books/{book_id}", {
  params: { path, header: { "If-Match": etag } },
  body: { title: "Late" },
});
check(stale.response.status === 412 && stale.error !== undefined, stale.data);
check(stale.error.type === "/problems/stale-revision" && stale.error.current_revision === replaced.data.revision);

// Change some members: what is left out stays, null takes away.
const patched = await client.PATCH("/api/books/{book_id}", {
  params: { path, header: { "If-Match": stale.response.headers.get("ETag")! } },
  body: { publisher: "Gallimard", language: null },
});
check(patched.data?.publisher === "Gallimard" && patched.data.language === null, patched);
check(patched.data.title === "TypeScript 0", patched.data);

// Nothing is sent again to who has it.
const again = await client.GET("/api/books/{book_id}", {
  params: { path, header: { "If-None-Match": `"${patched.data.revision}"` } },
});
check(again.response.status === 304);

// A copy, lent and taken back.
const item = await client.POST("/api/items", {
  body: { book_id: path.book_id, barcode: "TYPESCRIPT-1", status: "on_loan" },
});
check(item.data !== undefined, item.error);
const itemPath = { item_id: item.data.id };
const refused = await client.DELETE("/api/books/{book_id}", { params: { path } });
check(refused.error?.type === "/problems/on-loan", refused.error);
const returned = await client.PATCH("/api/items/{item_id}", { params: { path: itemPath }, body: { status: "available" } });
check(returned.data?.status === "available", returned.error);
check((await client.DELETE("/api/items/{item_id}", { params: { path: itemPath } })).response.status === 204);

// Search.
const found = await client.GET("/api/search", { params: { query: { q: "typescript", language: ["fr"] } } });
check(found.data?.total === 2, found);

// Delete.
for (const book of books) {
  const { response } = await client.DELETE("/api/books/{book_id}", { params: { path: { book_id: book.id } } });
  check(response.status === 204);
}
const gone = await client.GET("/api/books/{book_id}", { params: { path } });
check(gone.error?.type === "/problems/no-such-record", gone.error);
