// Comparison, zoom, small charts, matrix and live updates.
import type { COMPARISONS } from '../../contract/domain/range.ts';
import type { Verdict } from '../../stats/change.ts';
import type { Catalogue } from './message.ts';

export const compareMessages = {
  'unit.points': { en: '{value} pt', zh: '{value} 个百分点' },
  'compare.title': { en: 'Compare with', zh: '对比' },
  'compare.button': { en: 'Compare: {what}', zh: '对比：{what}' },
  'compare.off': { en: 'Compare', zh: '对比' },
  'compare.none': { en: 'nothing', zh: '不对比' },
  'compare.previous': { en: 'previous period', zh: '上一时段' },
  'compare.day': { en: 'day before', zh: '前一天同时段' },
  'compare.week': { en: 'week before', zh: '上周同时段' },
  'compare.custom': { en: 'from {when}', zh: '{when} 起' },
  'compare.choice.none': { en: 'Nothing', zh: '不对比' },
  'compare.choice.previous': { en: 'The previous period', zh: '上一时段' },
  'compare.choice.day': { en: 'The same time a day before', zh: '前一天同一时间' },
  'compare.choice.week': { en: 'The same weekday a week before', zh: '上周同一天同一时间' },
  'compare.start': { en: 'Or from a start of your own', zh: '或自定起点' },
  'compare.startDay': { en: 'Start day', zh: '起始日期' },
  'compare.startTime': { en: 'Start time', zh: '起始时间' },
  'compare.startSet': { en: 'Compare', zh: '对比' },
  'compare.startHint': {
    en: 'As long as the range in sight: {span}',
    zh: '与当前时段等长：{span}',
  },
  'compare.startBad': {
    en: 'A day such as {day} and a time such as 20:00, please.',
    zh: '请输入日期（如 {day}）和时间（如 20:00）。',
  },
  'compare.cut': {
    en: 'Comparison ({what}) only from {begin} on: neither the upstream nor this server’s archive reaches further back.',
    zh: '对比（{what}）仅从 {begin} 开始：上游和本服务器的存档都没有更早的数据。',
  },
  'compare.gone': {
    en: 'No comparison ({what}): neither the upstream nor this server’s archive has data of {span}.',
    zh: '无法对比（{what}）：上游和本服务器的存档都没有 {span} 的数据。',
  },
  'compare.failed': {
    en: '{n, plural, one {# window} other {# windows}} of the compared period could not be loaded.',
    zh: '{n, plural, other {对比时段中有 # 个时间窗}}未能加载。',
  },
  'compare.future': {
    en: 'No comparison ({what}): {span} has not happened yet.',
    zh: '无法对比（{what}）：{span} 尚未到来。',
  },
  'compare.ahead': {
    en: 'Comparison ({what}) only up to {end}: the rest has not happened yet. Changes are of the time that both periods have.',
    zh: '对比（{what}）仅到 {end} 为止：其余部分尚未到来。变化仅按双方都有的时间计算。',
  },
  'compare.overlap': {
    en: 'The compared period ({what}) and this range overlap by {length}: that time counts on both sides.',
    zh: '对比时段（{what}）与当前时段重叠 {length}，这段时间在两边都计入。',
  },

  'change.better': { en: 'better', zh: '变好' },
  'change.worse': { en: 'worse', zh: '变差' },
  'change.same': { en: 'about the same', zh: '基本持平' },
  'change.sameShort': { en: 'same', zh: '持平' },
  'change.text': { en: '{change} {word}', zh: '{change} {word}' },
  'change.none': { en: 'nothing to compare', zh: '无可对比数据' },
  'change.loading': { en: 'Loading', zh: '加载中' },
  'change.title': {
    en: '{now} now, {before} {what}: {difference}, over {n, plural, one {the one 5-minute value} other {the # 5-minute values}} both have. Differences up to {noise} are usual.',
    zh: '当前 {now}，{what} {before}：{difference}，基于{n, plural, other {双方都有的 # 个 5 分钟值}}。{noise} 以内的差异属正常波动。',
  },
  'legend.change': { en: 'vs {what}', zh: '对比{what}' },
  'legend.changeTitle': {
    en: 'Change of the summary over the 5-minute values both periods have; grey when within the usual noise',
    zh: '按两个时段都有的 5 分钟值计算的变化；灰色表示在正常波动范围内',
  },

  'zoom.in': { en: 'Zoomed to {span}', zh: '已放大到 {span}' },
  'zoom.undo': { en: 'Undo zoom', zh: '撤销缩放' },
  'zoom.undoTitle': { en: 'Back to what was in sight before (Esc)', zh: '回到缩放前的视图（Esc）' },
  'zoom.reset': { en: 'Whole range', zh: '整个时段' },
  'zoom.earlier': { en: 'Earlier by half', zh: '向前移动半屏' },
  'zoom.later': { en: 'Later by half', zh: '向后移动半屏' },
  'zoom.atEdge': { en: 'The range ends here', zh: '已到时段边缘' },
  'zoom.begin': { en: 'Begin of what is in sight', zh: '显示部分的起点' },
  'zoom.end': { en: 'End of what is in sight', zh: '显示部分的终点' },
  'zoom.overview': { en: 'Part of the range in sight', zh: '当前显示的部分' },

  'small.title.metrics': { en: 'Other metrics', zh: '其他指标' },
  'small.title.segments': { en: '{metric} by segment', zh: '{metric}（按分组）' },
  'small.sub': { en: 'same time axis, one crosshair', zh: '共用时间轴与十字线' },
  'small.show': { en: 'Small charts', zh: '小图' },
  'small.metrics': { en: 'Other metrics', zh: '其他指标' },
  'small.segments': { en: 'Segments', zh: '分组' },
  'small.noSplit': {
    en: 'Split by OS, terminal or app to see each segment on its own.',
    zh: '按操作系统、终端或应用拆分后，可单独查看每个分组。',
  },
  'small.focus': { en: 'Make {metric} the main chart', zh: '将{metric}设为主图' },

  'matrix.title': { en: 'OS × terminal', zh: '操作系统 × 终端' },
  'matrix.sub': {
    en: '{metric}, coloured by distance from the goal {goal}',
    zh: '{metric}，颜色表示与目标 {goal} 的差距',
  },
  'matrix.subApp': {
    en: '{metric} of {app}, coloured by distance from the goal {goal}',
    zh: '{app} 的{metric}，颜色表示与目标 {goal} 的差距',
  },
  'matrix.os': { en: 'OS', zh: '操作系统' },
  'matrix.all': { en: 'All', zh: '全部' },
  'matrix.noData': { en: 'no data', zh: '无数据' },
  'matrix.failed': { en: 'couldn’t load', zh: '加载失败' },
  'matrix.loading': { en: 'Loading', zh: '加载中' },
  'matrix.focus': { en: 'Show only {segment}', zh: '仅查看{segment}' },
  'matrix.key': { en: 'What the colours mean', zh: '颜色说明' },
  'matrix.good': { en: 'well within goal', zh: '远优于目标' },
  'matrix.near': { en: 'near the goal', zh: '接近目标' },
  'matrix.bad': { en: 'out of goal', zh: '未达标' },
  'matrix.far': { en: 'far out of goal', zh: '远未达标' },

  'live.on': { en: 'Live', zh: '实时' },
  'live.off': { en: 'Paused', zh: '已暂停' },
  'live.held': { en: 'On hold', zh: '暂缓' },
  'live.onTitle': {
    en: 'New data comes in every five minutes. Press to hold the page still.',
    zh: '每 5 分钟自动更新。点按可停止更新。',
  },
  'live.heldTitle': {
    en: 'Paused while you look: new data is due, and comes in when the pointer leaves the chart, or within three minutes. Press to hold the page still.',
    zh: '您正在查看图表，更新暂缓：指针移开后更新，最迟 3 分钟。点按可停止更新。',
  },
  'live.offTitle': {
    en: 'The page holds still. Press to follow the clock.',
    zh: '页面已停止更新。点按恢复实时。',
  },
  'live.frozenTitle': {
    en: 'This range does not end now, so there is nothing to follow.',
    zh: '该时段并非截至当前，无需更新。',
  },
  'live.frozen': { en: 'Frozen', zh: '固定时段' },

  'app.several.add': { en: 'Compare several apps', zh: '对比多个应用' },
  'app.several.hint': {
    en: '{n, number} of {max, number} chosen. Press an app to add it or take it away.',
    zh: '已选 {n, number} / {max, number}。点按应用可添加或移除。',
  },
  'app.several.full': {
    en: 'Four apps fit on a chart. Take one away first.',
    zh: '一张图最多显示四个应用，请先移除一个。',
  },
  'app.several.done': { en: 'Done', zh: '完成' },
  'split.appHint': { en: 'Choose a second app to compare apps.', zh: '再选择一个应用即可对比。' },

  'frame.openFull': { en: 'Open in ARTC Lens', zh: '在 ARTC Lens 中打开' },
  'frame.leave': { en: 'Leave the wall screen', zh: '退出大屏' },
  'frame.clock': { en: 'Now {time}', zh: '当前 {time}' },

  'tooltip.pin': { en: 'Tap again to pin', zh: '再点一次可固定' },
  'tooltip.unpin': { en: 'Pinned: tap again to let go', zh: '已固定，再点一次可释放' },
  'tooltip.more': {
    en: '{n, plural, one {# more} other {# more}}',
    zh: '{n, plural, other {另有 # 项}}',
  },
} as const satisfies Catalogue<
  | `compare.${(typeof COMPARISONS)[number]}`
  | `compare.choice.${(typeof COMPARISONS)[number]}`
  | `change.${Verdict}`
>;
