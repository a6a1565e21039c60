// Hocuspocus as its documentation sets it up; with its own SQLite extension if there is a data folder.
import { Server } from '@hocuspocus/server'

const { BENCH_DATA: data, BENCH_PORT: port } = process.env

const extensions = []
if (data) {
  const { SQLite } = await import('@hocuspocus/extension-sqlite')
  extensions.push(new SQLite({ database: `${data}/hocuspocus.sqlite` }))
}
await new Server({ address: '127.0.0.1', port: Number(port), quiet: true, extensions }).listen()
