// Metrics, segments, units and durations.
import type { Metric, MetricFacts, Unit } from '../../contract/domain/metrics.ts';
import type { SegmentId } from '../../contract/domain/segments.ts';
import type { Catalogue } from './message.ts';

export const commonMessages = {
  with: { en: '{text} ({aside})', zh: '{text} ({aside})' },
  'list.separator': { en: ', ', zh: '、' },
  'brand.name': { en: 'ARTC Lens', zh: 'ARTC Lens' },
  'metric.JoinChannelSucRate': { en: 'Join success within 5 s', zh: '5 秒加入频道成功率' },
  'metric.VideoStuckRate': { en: 'Video stutter rate', zh: '视频卡顿率' },
  'metric.AudioStuckRate': { en: 'Audio stutter rate', zh: '音频卡顿率' },
  'metric.FirstFrameCost': { en: 'Time to first frame', zh: '首帧耗时' },
  'better.higher': { en: 'higher is better', zh: '越高越好' },
  'better.lower': { en: 'lower is better', zh: '越低越好' },
  'unit.ms': { en: 'ms', zh: '毫秒' },
  'unit.percent': { en: '%', zh: '%' },
  'length.minutes': { en: '{minutes} min', zh: '{minutes} 分钟' },
  'length.hours': { en: '{hours} h', zh: '{hours} 小时' },
  'length.hoursMinutes': { en: '{hours} h {minutes} min', zh: '{hours} 小时 {minutes} 分钟' },
  'length.days': { en: '{days} d', zh: '{days} 天' },
  'length.daysHours': { en: '{days} d {hours} h', zh: '{days} 天 {hours} 小时' },
  'segment.ofApp': { en: '{app}: {segment}', zh: '{app}：{segment}' },
  'segment.all': { en: 'All', zh: '全部' },
  'segment.ios': { en: 'iOS', zh: 'iOS' },
  'segment.android': { en: 'Android', zh: 'Android' },
  'segment.web': { en: 'Web', zh: 'Web' },
  'segment.mobile': { en: 'Mobile', zh: '移动端' },
  'segment.ios-web': { en: 'iOS, web', zh: 'iOS · Web' },
  'segment.ios-mobile': { en: 'iOS, mobile', zh: 'iOS · 移动端' },
  'segment.android-web': { en: 'Android, web', zh: 'Android · Web' },
  'segment.android-mobile': { en: 'Android, mobile', zh: 'Android · 移动端' },
} as const satisfies Catalogue<
  `metric.${Metric}` | `better.${MetricFacts['better']}` | `unit.${Unit}` | `segment.${SegmentId}`
>;
