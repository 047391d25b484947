// `npm run token -- NAME`: makes, lists and removes access tokens; the file holds only their hashes.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../telemetry/log.ts';
import { formatToken, hashText, isTokenName, parseTokens } from '../../auth/access-tokens.ts';

const DEFAULT_FILE = 'data/access-tokens';
const USAGE = `npm run token -- NAME            makes a token for NAME and shows it once
npm run token -- --remove NAME   removes it: whoever is signed in with it is out at once
npm run token -- --list          names those who have one

The file is what ARTC_ACCESS_TOKENS says, ${DEFAULT_FILE} by default.
`;
/** sysexits.h: wrong usage. */
const EX_USAGE = 64;

const path = process.env['ARTC_ACCESS_TOKENS']?.trim() || DEFAULT_FILE;

function refuse(sentence: string, code = 1): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function readList(): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    return refuse(`${path} cannot be read.`);
  }
}

/** In place: the file keeps its owner, and may be mounted by itself. */
function writeList(text: string, isNew: boolean): void {
  try {
    if (isNew) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text);
    if (isNew) chmodSync(path, 0o600);
  } catch {
    refuse(`${path} cannot be written.`);
  }
}

async function add(name: string): Promise<void> {
  if (!isTokenName(name)) {
    refuse('A name has 1 to 64 letters, digits, or . _ @ + - and no spaces.', EX_USAGE);
  }
  const text = readList();
  if (parseTokens(text).tokens.some((token) => token.name === name)) {
    refuse(`${name} has a token already; --remove ${name} first to give a new one.`);
  }
  const token = formatToken(randomBytes(32));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  writeList(`${text}${end}${name}:${await hashText(token)}\n`, text === '');
  process.stdout.write(`${token}\n`);
  process.stderr.write(
    `This is ${name}'s token; it is not shown again. Its hash is in ${path}.\nStart the server with ARTC_ACCESS_TOKENS=${path}; one that runs with it knows the token already.\n`,
  );
}

function remove(name: string): void {
  const text = readList();
  const lines = text.split('\n');
  const rest = lines.filter((line) => line.trim().split(':')[0] !== name);
  if (rest.length === lines.length) refuse(`${name} has no token in ${path}.`);
  writeList(rest.join('\n'), false);
  process.stderr.write(`${name}'s token is removed.\n`);
}

function list(): void {
  for (const { name } of parseTokens(readList()).tokens) process.stdout.write(`${name}\n`);
}

const [first, second, ...more] = process.argv.slice(2);
if (first === '--list' && second === undefined) list();
else if (first === '--remove' && second !== undefined && more.length === 0) remove(second);
else if (first !== undefined && !first.startsWith('-') && second === undefined) await add(first);
else refuse(USAGE.trim(), EX_USAGE);
