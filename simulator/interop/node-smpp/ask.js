// Asks a running gateway which cities a simulated traveller has been in, through node's smpp, and compares the answer
// with truth.csv. Usage: node ask.js PORT WORLD; WORLD is a directory that 'waypost simulate network' wrote.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import smpp from 'smpp';

const PATIENCE_MILLIS = 20_000;
const DAY = 24 * 3600 * 1000;
const CHINA = 8 * 3600 * 1000;

const [port, world] = process.argv.slice(2);
if (!world) {
  console.error('usage: node ask.js PORT WORLD');
  process.exit(2);
}

const rows = (name) => readFileSync(join(world, name), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));

const [number, ending] = rows('subscribers.csv')[0];
const today = Math.floor((Date.now() + CHINA) / DAY) * DAY - CHINA;

// What the journey says: places with a stay longer than four hours that reaches into the 14 days before today.
const truth = new Set(
  rows('truth.csv')
    .filter(([who]) => who === number)
    .filter(([, , , , , arrival, departure]) => {
      const from = Math.max(Date.parse(arrival), today - 15 * DAY);
      const until = Math.min(Date.parse(departure), today);
      return until > today - 14 * DAY && until - from > 4 * 3600 * 1000;
    })
    .map(([, , , , name]) => name));

const fail = (reason) => {
  console.error(`node-smpp: ${reason}`);
  process.exit(1);
};

const timer = setTimeout(() => fail(`no answer within ${PATIENCE_MILLIS} ms`), PATIENCE_MILLIS);
const session = smpp.connect({ url: `smpp://127.0.0.1:${port}`, auto_enquire_link_period: 5_000 });
session.on('error', (error) => fail(error.message));

// Segments by reference; a message is whole when none is missing.
const segments = new Map();
const whole = (pdu) => {
  const { udh, message } = pdu.short_message;
  if (!udh) {
    return message;
  }
  const header = udh.find((element) => element[0] === 0x00 || element[0] === 0x08);
  const reference = header[0] === 0x00 ? header[2] : header.readUInt16BE(2);
  const [total, part] = header.subarray(header.length - 2);
  const parts = segments.get(reference) ?? new Array(total).fill(null);
  parts[part - 1] = message;
  segments.set(reference, parts);
  return parts.includes(null) ? null : parts.join('');
};

const text = (message) => {
  console.log(`> ${message}`);
  session.submit_sm(
    { source_addr: number.slice(1), source_addr_ton: 1, source_addr_npi: 1, destination_addr: '10001', short_message: message },
    (response) => {
      if (response.command_status !== 0) {
        fail(`submit_sm_resp with status ${response.command_status} (expected 0)`);
      }
    });
};

session.on('deliver_sm', (pdu) => {
  session.send(pdu.response());
  const message = whole(pdu);
  if (message === null) {
    return;
  }
  console.log(`< ${message}`);
  if (!message.includes('根据您的授权查询')) {
    text('Y');
    return;
  }
  clearTimeout(timer);
  const list = /天（[^）]*）[^：。；]*：([^。；]+)[。；]/.exec(message);
  const told = list ? list[1].split('、') : [];
  const agrees = told.length === truth.size && told.every((name) => truth.has(name));
  if (!agrees) {
    fail(`the answer names ${told} (expected ${[...truth]})`);
  }
  console.log(`the answer names the ${told.length} places of truth.csv and no other`);
  session.unbind(() => session.close(() => process.exit(0)));
  setTimeout(() => process.exit(0), 2_000).unref();
});

session.on('connect', () => {
  session.bind_transceiver({ system_id: 'smsc', password: 'waypost' }, (response) => {
    if (response.command_status !== 0) {
      fail(`bind_transceiver_resp with status ${response.command_status} (expected 0)`);
    }
    text(`CXMYD#${ending}`);
  });
});
