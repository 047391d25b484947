// A program that archives windows until it is killed, and prints each one once it is durable.
import { createStoredWindow, createNthRequest, openTestArchive } from './archive-days.ts';

const [, , directory = '', from = '0'] = process.argv;
const archive = openTestArchive(directory);
const WRITERS = 4;

let next = Number(from);
const write = async () => {
  for (;;) {
    const n = next++;
    await archive.put(createNthRequest(n), createStoredWindow(createNthRequest(n), n));
    process.stdout.write(`${n}\n`);
  }
};
await Promise.all(Array.from({ length: WRITERS }, write));
