// `npm run token`: manages the access token file, which contains only hashes.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatToken, hashText, isTokenName, parseTokens } from '../../auth/access-tokens.ts';
import { errorCode } from '../../telemetry/log.ts';

const DEFAULT_FILE = 'data/access-tokens';
const USAGE = `npm run token -- NAME            creates a token for NAME and prints it once
npm run token -- --remove NAME   removes the token of NAME and ends its sessions immediately
npm run token -- --list          lists all names that have a token

The file is ARTC_ACCESS_TOKENS, by default ${DEFAULT_FILE}.
`;
// EX_USAGE of sysexits.h.
const EX_USAGE = 64;

const path = process.env['ARTC_ACCESS_TOKENS']?.trim() || DEFAULT_FILE;

function fail(message: string, exitCode = 1): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}

function readTokenFile(): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    return fail(`${path} cannot be read.`);
  }
}

// In place: a rename would change the owner and fail for a mount point.
function writeTokenFile(text: string, isNew: boolean): void {
  try {
    if (isNew) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, text);
    if (isNew) chmodSync(path, 0o600);
  } catch {
    fail(`${path} cannot be written.`);
  }
}

async function addToken(name: string): Promise<void> {
  if (!isTokenName(name)) {
    fail('A name has 1 to 64 characters: letters, digits and . _ @ + -', EX_USAGE);
  }
  const text = readTokenFile();
  if (parseTokens(text).tokens.some((token) => token.name === name)) {
    fail(`${name} already has a token. To replace it, run --remove ${name} first.`);
  }
  const token = formatToken(randomBytes(32));
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  writeTokenFile(`${text}${separator}${name}:${await hashText(token)}\n`, text === '');
  process.stdout.write(`${token}\n`);
  process.stderr.write(
    `This token of ${name} will not be shown again. Its hash has been saved in ${path}.\nStart the server with ARTC_ACCESS_TOKENS=${path}. A running server with this setting accepts the token immediately.\n`,
  );
}

function removeToken(name: string): void {
  const text = readTokenFile();
  const lines = text.split('\n');
  const remaining = lines.filter((line) => line.trim().split(':')[0] !== name);
  if (remaining.length === lines.length) fail(`${path} contains no token for ${name}.`);
  writeTokenFile(remaining.join('\n'), false);
  process.stderr.write(`The token of ${name} has been removed.\n`);
}

function listNames(): void {
  for (const { name } of parseTokens(readTokenFile()).tokens) process.stdout.write(`${name}\n`);
}

const [first, second, ...extra] = process.argv.slice(2);
if (first === '--list' && second === undefined) listNames();
else if (first === '--remove' && second !== undefined && extra.length === 0) removeToken(second);
else if (first !== undefined && !first.startsWith('-') && second === undefined)
  await addToken(first);
else fail(USAGE.trim(), EX_USAGE);
