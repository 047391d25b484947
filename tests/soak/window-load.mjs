// Requests that come as people's do: each at a moment of its own, whether or not the last is answered
// (a Poisson process). A program of its own: pauses of the test's process would be measured otherwise.
// In: {url, windows, rate, seconds} as JSON; out: {p50, p99, answered, failed, perSecond}, times in ms.
import { Agent, request } from 'undici';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { url, windows, rate, seconds } = JSON.parse(input);
const dispatcher = new Agent({ connections: 64 });
const times = [];
let failed = 0;

// From when it was due, so that what waits in line counts.
async function ask(due, window) {
  try {
    const { statusCode, body } = await request(`${url}/api/windows`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ windows: [window] }),
    });
    const text = await body.text();
    if (statusCode !== 200 || !text.includes('"status":"ok"')) throw new Error(text);
    times.push(performance.now() - due);
  } catch {
    failed += 1;
  }
}

const begun = performance.now();
const asked = [];
let due = begun;
for (let i = 0; i < rate * seconds; i += 1) {
  due += (-Math.log(1 - Math.random()) * 1_000) / rate;
  while (performance.now() < due) await new Promise((done) => setTimeout(done, 0));
  asked.push(ask(due, windows[i % windows.length]));
}
await Promise.all(asked);
const perSecond = (times.length * 1_000) / (performance.now() - begun);
times.sort((a, b) => a - b);
const at = (share) => times[Math.ceil(share * times.length) - 1];
console.log(
  JSON.stringify({ p50: at(0.5), p99: at(0.99), answered: times.length, failed, perSecond }),
);
