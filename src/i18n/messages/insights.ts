// Findings, episodes, heatmap, A/B comparison and notes.
import type { SegmentId } from '../../contract/domain/segments.ts';
import type { Catalogue } from './message.ts';

export const insightsMessages = {
  'insight.title': { en: 'What stands out', zh: '值得关注' },
  'insight.looking': { en: 'Looking for what stands out…', zh: '正在查找异常…' },
  'insight.what': {
    en: '{metric} {tense, select, now {is} other {was}} {amount} {way, select, slower {slower} lower {lower} other {higher}} than usual {tense, select, now {since {begin}} other {from {begin} to {end}}}.',
    zh: '{tense, select, now {自 {begin} 起} other {{begin} 至 {end}}}，{metric}比平常{way, select, slower {慢} lower {低} other {高}} {amount}。',
  },
  'insight.whatSlow': {
    en: '{metric} {tense, select, now {has crept} other {crept}} away from its usual {tense, select, now {since about {begin}} other {from about {begin} to {end}}}: {amount} {way, select, slower {slower} lower {lower} other {higher}} on the whole.',
    zh: '{tense, select, now {大约自 {begin} 起} other {大约 {begin} 至 {end}}}，{metric}逐渐偏离平常水平：总体{way, select, slower {慢} lower {低} other {高}} {amount}。',
  },
  'insight.whatGoal': {
    en: '{metric} {tense, select, now {is} other {was}} out of its goal {goal} {tense, select, now {since {begin}} other {from {begin} to {end}}}: {value} on the whole.',
    zh: '{tense, select, now {自 {begin} 起} other {{begin} 至 {end}}}，{metric}未达到目标 {goal}：总体为 {value}。',
  },
  'insight.ofApp': { en: '{app}: {sentence}', zh: '{app}：{sentence}' },
  'insight.one': {
    en: '{segment} carries it ({change}, {value}).',
    zh: '{segment}是主因（{change}，{value}）。',
  },
  'insight.oneBeside': {
    en: '{segment} carries it ({change}, {value}); {beside} {move, select, flat {is flat} other {moved less}} ({besideChange}).',
    zh: '{segment}是主因（{change}，{value}）；{beside}{move, select, flat {基本不变} other {变化较小}}（{besideChange}）。',
  },
  'insight.everyone': {
    en: 'Everyone is hit, {segment} the most ({change}).',
    zh: '所有用户均受影响，{segment}最明显（{change}）。',
  },
  'insight.several': {
    en: 'No one segment stands out.',
    zh: '没有哪个细分明显突出。',
  },
  'who.all': { en: 'All', zh: '全部' },
  'who.ios': { en: 'iOS', zh: 'iOS' },
  'who.android': { en: 'Android', zh: 'Android' },
  'who.web': { en: 'Web', zh: 'Web 端' },
  'who.mobile': { en: 'Mobile', zh: '移动端' },
  'who.ios-web': { en: 'iOS on the web', zh: 'iOS Web 端' },
  'who.ios-mobile': { en: 'iOS on mobile', zh: 'iOS 移动端' },
  'who.android-web': { en: 'Android on the web', zh: 'Android Web 端' },
  'who.android-mobile': { en: 'Android on mobile', zh: 'Android 移动端' },
  'insight.asking': { en: 'Looking for who is hit…', zh: '正在查找受影响的用户…' },
  'insight.missed': {
    en: 'Out of goal {goal} for {length}, worst {worst} at {when}.',
    zh: '有 {length} 未达到目标 {goal}，最差 {worst}（{when}）。',
  },
  'insight.within': {
    en: 'Within its goal {goal} all the while, worst {worst} at {when}.',
    zh: '期间始终满足目标 {goal}，最差 {worst}（{when}）。',
  },
  'insight.also': { en: 'Also seen in: {metrics}.', zh: '同时见于：{metrics}。' },
  'insight.zoom': { en: 'Zoom to it', zh: '放大查看' },
  'insight.copy': { en: 'Copy summary', zh: '复制摘要' },
  'insight.dismiss': { en: 'Put this finding aside', zh: '忽略此发现' },
  'insight.restore': {
    en: 'Show {n, plural, one {# finding} other {# findings}} put aside',
    zh: '显示已忽略的 {n, plural, other {# 条发现}}',
  },
  'insight.more': {
    en: '{n, plural, one {+# finding} other {+# findings}}',
    zh: '另有 {n, plural, other {# 条}}',
  },
  'insight.less': { en: 'Fewer', zh: '收起' },
  'insight.how': { en: 'Why?', zh: '依据' },
  'insight.link': { en: 'See it: {link}', zh: '查看：{link}' },

  'calm.all': {
    en: '{of, select, together {Taken together within} other {Within}} goal all the time, and nothing unusual; closest call: {metric} {value}, {when}.',
    zh: '{of, select, together {整体} other {}}全程达标，无异常；最接近目标的一次：{metric} {value}（{when}）。',
  },
  'calm.points': {
    en: '{of, select, together {Taken together nothing} other {Nothing}} that lasts: {n, plural, one {# single point} other {# single points}} out of goal, closest to it otherwise {metric} {value}, {when}.',
    zh: '{of, select, together {整体} other {}}无持续异常：{n, plural, other {# 个}}零星数据点未达标；此外最接近目标的是{metric} {value}（{when}）。',
  },
  'calm.goalOnly': {
    en: '{of, select, together {Taken together within} other {Within}} goal all the time; closest call: {metric} {value}, {when}.',
    zh: '{of, select, together {整体} other {}}全程达标；最接近目标的一次：{metric} {value}（{when}）。',
  },
  'calm.hurt': {
    en: '{segment} met its goal only {share} of the time: {metric}.',
    zh: '{segment}仅有 {share} 的时间达标：{metric}。',
  },
  'calm.dismissed': { en: 'Nothing else stands out.', zh: '没有其他异常。' },
  'calm.none': {
    en: 'Too little data to say whether something stands out.',
    zh: '数据过少，无法判断是否有异常。',
  },
  'calm.fewDays': {
    en: 'What is usual can be told from four days on.',
    zh: '至少需要四天数据才能判断什么是平常水平。',
  },
  'calm.partial': {
    en: 'Some days couldn’t be loaded; this is of the others.',
    zh: '部分日期加载失败，以上仅基于其余日期。',
  },
  'calm.widen': { en: 'Show 7 days', zh: '查看 7 天' },

  'episodes.title': { en: 'Episodes', zh: '异常时段' },
  'episodes.sub': {
    en: '{n, plural, =0 {none in this range} one {# in this range} other {# in this range}}',
    zh: '{n, plural, =0 {该时段内没有} other {该时段内 # 个}}',
  },
  'episodes.begin': { en: 'Begin', zh: '开始' },
  'episodes.length': { en: 'Length', zh: '时长' },
  'episodes.metric': { en: 'Metric', zh: '指标' },
  'episodes.value': { en: 'Mean', zh: '均值' },
  'episodes.usual': { en: 'Usual then', zh: '平常值' },
  'episodes.change': { en: 'Change', zh: '变化' },
  'episodes.worst': { en: 'Worst', zh: '最差' },
  'episodes.who': { en: 'Who', zh: '受影响者' },
  'episodes.strip': { en: 'Course', zh: '走势' },
  'episodes.actions': { en: 'Zoom and link', zh: '放大与链接' },
  'episodes.goesOn': { en: 'goes on', zh: '仍在持续' },
  'episodes.about': { en: 'about {when}', zh: '约 {when}' },
  'episodes.goalOnly': { en: 'out of goal', zh: '未达标' },
  'episodes.zoom': { en: 'Zoom to {metric}, {when}', zh: '放大 {metric}，{when}' },
  'episodes.copyLink': { en: 'Copy link', zh: '复制链接' },
  'episodes.copyLinkOf': {
    en: 'Copy the link to {metric}, {when}',
    zh: '复制链接：{metric}，{when}',
  },
  'episodes.all': { en: 'Show all {n}', zh: '显示全部 {n} 个' },
  'episodes.partOf': { en: 'part of the one above', zh: '属于上一条' },
  'episodes.everyone': { en: 'everyone', zh: '所有用户' },
  'episodes.several': { en: 'no one in particular', zh: '无突出细分' },
  'episodes.askWho': { en: 'Find out', zh: '查找' },
  'episodes.none': {
    en: 'No run of three or more five-minute values of the whole was out of goal or out of the usual.',
    zh: '整体没有连续三个及以上的 5 分钟值未达标或偏离平常水平。',
  },

  'method.title': { en: 'How episodes are found', zh: '异常时段的判定方法' },
  'method.usual': {
    en: 'What is usual is the median of the same five minutes of the day over the days of this range, from two weeks on by weekday; at least {days} days are needed. Episodes are left out of it, and looked for anew.',
    zh: '平常水平为该时段内各日同一 5 分钟的中位数，数据满两周时按星期区分；至少需要 {days} 天。异常时段不计入，并据此重新判定。',
  },
  'method.bounds': {
    en: 'An episode is at least {n} five-minute values in a row that are {spreads} times as far from the usual as values at that time of day usually stray (median absolute deviation), and {size} worse at least; or out of goal. {pause} within bounds ends it. From two weeks on, days whose mean is {slow} worse count too.',
    zh: '异常时段指至少连续 {n} 个 5 分钟值偏离平常水平达到该时刻惯常波动（中位数绝对偏差）的 {spreads} 倍，且至少差 {size}；或未达标。恢复正常 {pause} 即告结束。数据满两周时，日均值差 {slow} 的日期也计入。',
  },
  'method.scale': {
    en: 'How much worse is measured on a logarithm of milliseconds, or of the share that fails or stutters plus half a point, so that rates near 0 or 100% don’t explode.',
    zh: '差多少按对数衡量：毫秒值，或失败/卡顿的百分比加半个百分点，以免接近 0 或 100% 的比率被放大。',
  },
  'method.who': {
    en: 'A segment carries an episode when it moved at least twice as much, against its own usual, as each one beside it. Segments with less than half of their points are not judged: the API gives no sample counts.',
    zh: '若某细分相对自身平常水平的变化至少是每个同级细分的两倍，则认为主要由其引起。数据点不足一半的细分不作判断：API 不提供样本数。',
  },
  'method.this': {
    en: 'This one: {n} values, {value} against {usual} as usual; they usually stray by {spread} there.',
    zh: '本条：{n} 个值，{value}，平常为 {usual}；该时刻惯常波动 {spread}。',
  },

  'heat.title': { en: 'When it hurts', zh: '何时最差' },
  'heat.sub': {
    en: '{metric}, hour by hour, against the goal {goal}',
    zh: '{metric}，逐小时对比目标 {goal}',
  },
  'heat.table': { en: '{metric} by day and hour', zh: '{metric}（按日期与小时）' },
  'heat.day': { en: 'Day', zh: '日期' },
  'heat.cell': { en: '{hour}: {value}', zh: '{hour}：{value}' },
  'heat.detail': {
    en: '{hour}: mean {value}, worst {worst}, {n, plural, one {# point} other {# points}}',
    zh: '{hour}：均值 {value}，最差 {worst}，{n, plural, other {# 个数据点}}',
  },
  'heat.noData': { en: '{hour}: no data', zh: '{hour}：无数据' },
  'heat.skipped': {
    en: 'This hour was skipped: clocks went forward.',
    zh: '该小时不存在：时钟已拨快。',
  },
  'heat.hint': {
    en: 'Point at an hour for its five-minute values; click to zoom to it.',
    zh: '指向某小时可查看其 5 分钟值，点击可放大。',
  },
  'heat.best': { en: 'best {value}', zh: '最佳 {value}' },
  'heat.goal': { en: 'goal {value}', zh: '目标 {value}' },
  'heat.worst': { en: 'worst {value}', zh: '最差 {value}' },
  'heat.fiveMinutes': { en: 'Five-minute values of {hour}', zh: '{hour} 的 5 分钟值' },

  'band.show': { en: 'Usual band', zh: '平常范围' },
  'band.title': {
    en: 'From the 10th to the 90th percentile of that time of day, over the days of this range',
    zh: '该时段内各日同一时刻的第 10 至第 90 百分位',
  },
  'band.fewDays': {
    en: 'Needs four days of data: choose a longer range.',
    zh: '至少需要四天数据，请选择更长的时间段。',
  },

  'marked.start': { en: 'Compare two windows (A/B)', zh: '对比两个时段（A/B）' },
  'marked.title': { en: 'A against B', zh: 'A 与 B 对比' },
  'marked.hint': {
    en: 'Drag over a chart to mark {letter}.',
    zh: '在图表上拖动以标记 {letter}。',
  },
  'marked.useSight': { en: 'What is in sight is {letter}', zh: '当前视图作为 {letter}' },
  'marked.again': { en: 'Mark {letter} anew', zh: '重新标记 {letter}' },
  'marked.swap': { en: 'Swap', zh: '互换' },
  'marked.end': { en: 'Done', zh: '完成' },
  'marked.of': { en: '{letter}: {span}, {length}', zh: '{letter}：{span}，{length}' },
  'marked.metric': { en: 'Metric', zh: '指标' },
  'marked.segment': { en: 'Segment', zh: '细分' },
  'marked.change': { en: 'B against A', zh: 'B 相对 A' },
  'marked.clock': {
    en: 'A and B are of different times of day: part of the change may be the daily rhythm.',
    zh: 'A 与 B 处于一天中的不同时刻：部分变化可能来自日常规律。',
  },
  'marked.overlap': { en: 'A and B overlap.', zh: 'A 与 B 有重叠。' },
  'marked.none': { en: 'no data', zh: '无数据' },
  'marked.beyond': {
    en: '{letter} lies outside of this range.',
    zh: '{letter} 不在当前时间段内。',
  },

  'notes.title': { en: 'Notes', zh: '备注' },
  'notes.add': { en: 'Add a note', zh: '添加备注' },
  'notes.text': { en: 'What happened', zh: '发生了什么' },
  'notes.placeholder': { en: 'v3.2 released', zh: '发布 v3.2' },
  'notes.when': { en: 'When', zh: '时间' },
  'notes.save': { en: 'Add', zh: '添加' },
  'notes.remove': { en: 'Remove the note “{text}”', zh: '删除备注“{text}”' },
  'notes.badTime': {
    en: 'A time such as 2026-11-21 20:35, please.',
    zh: '请输入时间，例如 2026-11-21 20:35。',
  },
  'notes.noText': { en: 'A few words, please.', zh: '请输入内容。' },
  'notes.full': {
    en: 'A link holds {n, plural, other {# notes}}; remove one first.',
    zh: '链接最多容纳 {n, plural, other {# 条备注}}，请先删除一条。',
  },
  'notes.kept': { en: 'Notes are kept in the link.', zh: '备注保存在链接中。' },
} as const satisfies Catalogue<`who.${SegmentId}`>;
