// Sends requests at random times (a Poisson process). A process of its own has no pauses of the test.
// Input: {url, windows, rate, seconds}. Output: {p50, p99, completed, failed, perSecond}, times in ms.
import { Agent, request } from 'undici';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { url, windows, rate, seconds } = JSON.parse(input);
const dispatcher = new Agent({ connections: 64 });
const times = [];
let failed = 0;

// From when the request was due, so that queueing counts.
async function sendRequest(due, window) {
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

const startedAt = performance.now();
const requests = [];
let due = startedAt;
for (let i = 0; i < rate * seconds; i += 1) {
  due += (-Math.log(1 - Math.random()) * 1_000) / rate;
  while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 0));
  requests.push(sendRequest(due, windows[i % windows.length]));
}
await Promise.all(requests);
const perSecond = (times.length * 1_000) / (performance.now() - startedAt);
times.sort((a, b) => a - b);
const quantile = (share) => times[Math.ceil(share * times.length) - 1];
console.log(
  JSON.stringify({
    p50: quantile(0.5),
    p99: quantile(0.99),
    completed: times.length,
    failed,
    perSecond,
  }),
);
