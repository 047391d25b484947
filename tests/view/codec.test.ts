import { describe, expect, it } from 'vitest';
import type { TimeRange } from '../../src/contract/domain/range.ts';
import { formatView, parseView } from '../../src/view/codec.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const view = (changes: Partial<View>): View => ({ ...DEFAULT_VIEW, ...changes });
const absolute = (from: string, to: string): TimeRange => ({
  kind: 'absolute',
  from: Date.parse(from),
  to: Date.parse(to),
});

describe('parseView', () => {
  it.each(['', '?', '?utm_source=mail&x=1', '?app=&metric=&hide=&from='])(
    'returns the default view without notices for %j',
    (search) => {
      expect(parseView(search)).toEqual({ view: DEFAULT_VIEW, notices: [] });
    },
  );

  it.each<[string, Partial<View>]>([
    ['?app=a-1', { apps: ['a-1'] }],
    ['app=a,b,a', { apps: ['a', 'b'] }],
    [
      '?metric=FirstFrameCost&os=iOS&terminal=web',
      { metric: 'FirstFrameCost', os: 'iOS', terminal: 'web' },
    ],
    ['?channel=room%201', { channelId: 'room 1' }],
    ['?channel=课堂', { channelId: '课堂' }],
    ['?range=7d', { range: { kind: 'preset', preset: '7d' } }],
    [
      '?from=2026-11-20T12:00Z&to=2026-11-20T13:00Z',
      { range: absolute('2026-11-20T12:00Z', '2026-11-20T13:00Z') },
    ],
    [
      '?from=2026-11-20T20:00:00%2B08:00&to=2026-11-20T14:00:00.000Z',
      { range: absolute('2026-11-20T12:00Z', '2026-11-20T14:00Z') },
    ],
    // An unescaped +.
    [
      '?from=2026-11-20T20:00+0800&to=2026-11-20T09:00-05:00',
      { range: absolute('2026-11-20T12:00Z', '2026-11-20T14:00Z') },
    ],
    [
      '?from=1790000100000&to=1790000400000',
      { range: { kind: 'absolute', from: 1_790_000_100_000, to: 1_790_000_400_000 } },
    ],
    [
      '?from=2026-11-20T12:03:59Z&to=2026-11-20T12:04:01Z',
      { range: absolute('2026-11-20T12:00Z', '2026-11-20T12:05Z') },
    ],
    ['?split=os-terminal&compare=week', { split: 'os-terminal', compare: 'week' }],
    ['?compare=2026-11-02T03:03Z', { compare: { from: Date.parse('2026-11-02T03:00Z') } }],
    [
      '?zoom=2026-11-20T12:03Z/2026-11-20T13:01Z',
      { zoom: { begin: Date.parse('2026-11-20T12:00Z'), end: Date.parse('2026-11-20T13:05Z') } },
    ],
    ['?panels=segments&zero=1&refresh=off', { panels: 'segments', fromZero: true, live: false }],
    [
      '?view=kiosk&pin=2026-11-20T12:04Z',
      { viewMode: 'kiosk', pin: Date.parse('2026-11-20T12:00Z') },
    ],
    [
      '?episode=FirstFrameCost@2026-11-20T12:37Z',
      { episode: { metric: 'FirstFrameCost', at: Date.parse('2026-11-20T12:35Z') } },
    ],
    [
      '?dismiss=a:VideoStuckRate@2026-11-20T12:01Z,a:VideoStuckRate@2026-11-20T12:02Z',
      {
        dismissed: [{ appId: 'a', metric: 'VideoStuckRate', at: Date.parse('2026-11-20T12:00Z') }],
      },
    ],
    [
      '?note=2026-11-20T12:00Z~v3.2+released&note=2026-11-19T08:00Z~%20two%0Alines%20',
      {
        notes: [
          { at: Date.parse('2026-11-19T08:00Z'), text: 'two lines' },
          { at: Date.parse('2026-11-20T12:00Z'), text: 'v3.2 released' },
        ],
      },
    ],
    ['?a=mark', { ab: {} }],
    [
      '?b=2026-11-20T12:00Z/2026-11-20T13:00Z&band=off',
      {
        ab: {
          b: { begin: Date.parse('2026-11-20T12:00Z'), end: Date.parse('2026-11-20T13:00Z') },
        },
        band: false,
      },
    ],
    ['?tz=Asia/Shanghai', { zone: 'Asia/Shanghai' }],
    ['?tz=Etc/GMT+8', { zone: 'Etc/GMT+8' }],
    ['?tz=utc', { zone: 'UTC' }],
    ['?hide=all,ios,app_1:android-web', { hidden: ['all', 'ios', 'app_1:android-web'] }],
    [
      '?goal.FirstFrameCost=1200&goal.VideoStuckRate=2.5',
      { goals: { FirstFrameCost: 1200, VideoStuckRate: 2.5 } },
    ],
    ['?goal.AudioStuckRate=0', { goals: { AudioStuckRate: 0 } }],
    ['?theme=dark&lang=zh', { theme: 'dark', lang: 'zh' }],
  ])('parses %s', (search, changes) => {
    expect(parseView(search)).toEqual({ view: view(changes), notices: [] });
  });

  it.each<[string, Partial<View>, [string, string][]]>([
    ['?metric=Latency', {}, [['metric', 'Latency']]],
    ['?os=ios', {}, [['os', 'ios']]],
    ['?os=iOS&os=Android', {}, [['os', 'iOS, Android']]],
    ['?app=a&app=b', {}, [['app', 'a, b']]],
    ['?app=good,b%20ad', { apps: ['good'] }, [['app', 'b ad']]],
    ['?app=a,b,c,d,e', { apps: ['a', 'b', 'c', 'd'] }, [['app', 'e']]],
    ['?channel=a%0Ab', {}, [['channel', 'a\nb']]],
    ['?range=2h', {}, [['range', '2h']]],
    ['?from=2026-11-20T12:00Z', {}, [['from', '2026-11-20T12:00Z']]],
    [
      '?to=2026-11-20T12:00Z&range=7d',
      { range: { kind: 'preset', preset: '7d' } },
      [['to', '2026-11-20T12:00Z']],
    ],
    [
      '?from=2026-11-20T13:00Z&to=2026-11-20T12:00Z',
      {},
      [
        ['from', '2026-11-20T13:00Z'],
        ['to', '2026-11-20T12:00Z'],
      ],
    ],
    [
      '?from=2026-02-30T12:00Z&to=2026-11-20T12:00Z',
      {},
      [
        ['from', '2026-02-30T12:00Z'],
        ['to', '2026-11-20T12:00Z'],
      ],
    ],
    [
      '?range=7d&from=2026-11-20T12:00Z&to=2026-11-20T13:00Z',
      { range: absolute('2026-11-20T12:00Z', '2026-11-20T13:00Z') },
      [['range', '7d']],
    ],
    ['?split=both', {}, [['split', 'both']]],
    ['?episode=Latency@2026-11-20T12:00Z', {}, [['episode', 'Latency@2026-11-20T12:00Z']]],
    ['?dismiss=VideoStuckRate', {}, [['dismiss', 'VideoStuckRate']]],
    [
      '?note=noon~lunch&note=2026-11-20T12:00Z~+',
      {},
      [
        ['note', 'noon~lunch'],
        ['note', '2026-11-20T12:00Z~ '],
      ],
    ],
    [
      '?a=2026-11-20T12:00Z&band=on',
      {},
      [
        ['a', '2026-11-20T12:00Z'],
        ['band', 'on'],
      ],
    ],
    ['?compare=year', {}, [['compare', 'year']]],
    ['?zoom=2026-11-20T12:00Z', {}, [['zoom', '2026-11-20T12:00Z']]],
    [
      '?zoom=2026-11-20T12:00Z/2026-11-20T11:00Z',
      {},
      [['zoom', '2026-11-20T12:00Z/2026-11-20T11:00Z']],
    ],
    [
      '?view=tv&pin=noon',
      {},
      [
        ['pin', 'noon'],
        ['view', 'tv'],
      ],
    ],
    [
      '?zero=yes&refresh=1m&panels=apps',
      {},
      [
        ['panels', 'apps'],
        ['refresh', '1m'],
        ['zero', 'yes'],
      ],
    ],
    ['?tz=Mars/Olympus', {}, [['tz', 'Mars/Olympus']]],
    ['?hide=ios,tvos', { hidden: ['ios'] }, [['hide', 'tvos']]],
    ['?goal.VideoStuckRate=101', {}, [['goal.VideoStuckRate', '101']]],
    ['?goal.FirstFrameCost=0', {}, [['goal.FirstFrameCost', '0']]],
    ['?goal.FirstFrameCost=0x10', {}, [['goal.FirstFrameCost', '0x10']]],
    ['?goal.FirstFrameCost=1e999', {}, [['goal.FirstFrameCost', '1e999']]],
    [
      '?theme=pink&lang=fr',
      {},
      [
        ['theme', 'pink'],
        ['lang', 'fr'],
      ],
    ],
  ])('reports invalid values and uses defaults for %s', (search, changes, rejected) => {
    const { view: parsed, notices } = parseView(search);
    expect(parsed).toEqual(view(changes));
    const reported = notices.map(({ param, value }) => `${param}=${value}`).sort();
    expect(reported).toEqual(rejected.map(([param, value]) => `${param}=${value}`).sort());
  });

  it.each([
    '2026-11-20',
    '2026-11-20T12:00',
    '2026-13-01T00:00Z',
    '2026-11-20T24:01Z',
    '2026-11-20T12:00+99:00',
    '123',
    'yesterday',
    '99999999999999',
    '1969-12-31T23:00Z',
  ])('rejects %s as an instant', (text) => {
    const { view: parsed, notices } = parseView(`?from=${text}&to=2027-01-01T00:00Z`);
    expect(parsed.range).toEqual(DEFAULT_VIEW.range);
    expect(notices.map((notice) => notice.param)).toContain('from');
  });

  it('truncates the values in notices', () => {
    expect(parseView(`?metric=${'x'.repeat(5_000)}`).notices[0]?.value).toHaveLength(80);
  });
});

describe('formatView', () => {
  it('returns an empty string for the default view', () => {
    expect(formatView(DEFAULT_VIEW)).toBe('');
  });

  it('writes every parameter, in order and readable', () => {
    const full: View = {
      apps: ['a', 'b'],
      metric: 'FirstFrameCost',
      os: 'Android',
      terminal: 'mobile',
      channelId: 'room 1&2',
      range: absolute('2026-11-20T12:00Z', '2026-11-20T13:30Z'),
      zoom: { begin: Date.parse('2026-11-20T12:30Z'), end: Date.parse('2026-11-20T13:00Z') },
      split: 'os',
      compare: 'day',
      zone: 'Asia/Shanghai',
      hidden: ['a:ios', 'b:ios'],
      goals: { FirstFrameCost: 1200, JoinChannelSucRate: 99 },
      panels: 'segments',
      fromZero: true,
      pin: Date.parse('2026-11-20T12:40Z'),
      episode: { appId: 'a', metric: 'FirstFrameCost', at: Date.parse('2026-11-20T12:35Z') },
      dismissed: [{ metric: 'VideoStuckRate', at: Date.parse('2026-11-20T12:10Z') }],
      notes: [{ at: Date.parse('2026-11-20T12:20Z'), text: 'v3.2 released' }],
      ab: {
        a: { begin: Date.parse('2026-11-20T12:00Z'), end: Date.parse('2026-11-20T12:20Z') },
        b: { begin: Date.parse('2026-11-20T12:20Z'), end: Date.parse('2026-11-20T12:40Z') },
      },
      band: false,
      live: false,
      viewMode: 'embed',
      theme: 'dark',
      lang: 'zh',
    };
    expect(formatView(full)).toBe(
      '?app=a,b&metric=FirstFrameCost&os=Android&terminal=mobile&channel=room+1%262' +
        '&from=2026-11-20T12:00Z&to=2026-11-20T13:30Z&zoom=2026-11-20T12:30Z/2026-11-20T13:00Z' +
        '&split=os&compare=day&tz=Asia/Shanghai' +
        '&hide=a:ios,b:ios&goal.JoinChannelSucRate=99&goal.FirstFrameCost=1200' +
        '&panels=segments&zero=1&pin=2026-11-20T12:40Z' +
        '&episode=a:FirstFrameCost@2026-11-20T12:35Z&dismiss=VideoStuckRate@2026-11-20T12:10Z' +
        '&note=2026-11-20T12:20Z~v3.2+released&a=2026-11-20T12:00Z/2026-11-20T12:20Z' +
        '&b=2026-11-20T12:20Z/2026-11-20T12:40Z&band=off&refresh=off&view=embed&theme=dark&lang=zh',
    );
  });
});
