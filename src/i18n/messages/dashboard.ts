// Cards, charts, tables, coverage, page states and problems.
import type { ProblemCode } from '../../contract/wire/problem.ts';
import type { Catalogue } from './message.ts';

export const dashboardMessages = {
  'cards.title': { en: 'Metrics', zh: '指标' },
  'card.goalMet': { en: 'within goal', zh: '达标' },
  'card.goalMissed': { en: 'out of goal', zh: '未达标' },
  'card.goalUnknown': { en: 'no data', zh: '无数据' },
  'card.goalFailed': { en: 'couldn’t load', zh: '加载失败' },
  'card.within': {
    en: '{share} of {n, plural, one {# point} other {# points}} within {goal}',
    zh: '{n, plural, other {# 个数据点}}中 {share} 满足 {goal}',
  },
  'card.noData': { en: 'No data in this range', zh: '该时间段内无数据' },
  'card.loading': { en: 'Loading…', zh: '加载中…' },
  'card.failed': { en: 'Couldn’t load', zh: '加载失败' },

  'figure.api': { en: 'API summary', zh: 'API 汇总值' },
  'figure.apiTitle': {
    en: 'The upstream’s own summary of exactly this range. How it is weighted is not documented.',
    zh: '上游 API 对该时间段给出的汇总值，其加权方式未见文档说明。',
  },
  'figure.mean': {
    en: 'mean of {n, plural, one {# 5-minute value} other {# 5-minute values}}',
    zh: '{n, plural, other {# 个 5 分钟值的算术均值}}',
  },
  'figure.meanShort': { en: 'mean of 5-min values', zh: '5 分钟值均值' },
  'figure.meanTitle': {
    en: 'Every five minutes counts the same, busy or quiet: the upstream gives no sample counts to weight by.',
    zh: '每个 5 分钟权重相同，不区分忙闲：上游未提供样本数，无法加权。',
  },

  'panel.sub': {
    en: '{unit} · {better} · 5-minute data, {n, plural, one {# point} other {# points}}',
    zh: '{unit} · {better} · 5 分钟粒度，{n, plural, other {# 个数据点}}',
  },
  'panel.fromZero': { en: 'From zero', zh: '从零起' },
  'panel.fromZeroTitle': {
    en: 'Start the y-axis at zero instead of fitting it to the data',
    zh: '纵轴从零开始，而不是贴合数据范围',
  },
  'panel.refreshing': { en: 'Loading the new range…', zh: '正在加载新的时间段…' },

  'goal.button': { en: 'Goal {goal}', zh: '目标 {goal}' },
  'goal.edit': {
    en: 'Change the goal for {metric}, now {goal}',
    zh: '修改{metric}的目标，当前为 {goal}',
  },
  'goal.label': { en: 'Goal for {metric}, in {unit}', zh: '{metric}的目标（{unit}）' },
  'goal.set': { en: 'Set', zh: '设定' },
  'goal.reset': { en: 'Back to {goal}', zh: '恢复为 {goal}' },
  'goal.badPercent': { en: 'A number from 0 to 100, please.', zh: '请输入 0 到 100 之间的数字。' },
  'goal.badMs': {
    en: 'A number of milliseconds above zero, please.',
    zh: '请输入大于零的毫秒数。',
  },

  'legend.title': { en: 'Figures by series', zh: '各曲线数据' },
  'legend.series': { en: 'Series', zh: '曲线' },
  'legend.summary': { en: 'Summary', zh: '汇总' },
  'legend.mean': { en: 'Mean of 5-min values', zh: '5 分钟值均值' },
  'legend.last': { en: 'Last', zh: '最新' },
  'legend.median': { en: 'Median', zh: '中位数' },
  'legend.p95': { en: 'p95', zh: 'p95' },
  'legend.p5': { en: 'p5', zh: 'p5' },
  'legend.p95Title': {
    en: '95% of the 5-minute values are this low or lower. Lower is better, so the bad end is the high one.',
    zh: '95% 的 5 分钟值不高于此值。该指标越低越好，因此取偏高的一端。',
  },
  'legend.p5Title': {
    en: '95% of the 5-minute values are this high or higher. Higher is better, so the bad end is the low one.',
    zh: '95% 的 5 分钟值不低于此值。该指标越高越好，因此取偏低的一端。',
  },
  'legend.worst': { en: 'Worst', zh: '最差' },
  'legend.worstAt': { en: '{value} at {when}', zh: '{when}：{value}' },
  'legend.within': { en: 'Within {goal}', zh: '满足 {goal}' },
  'legend.withinTitle': {
    en: 'Share of the 5-minute values that meet the goal {goal}',
    zh: '满足目标 {goal} 的 5 分钟值所占比例',
  },
  'legend.good': { en: 'good', zh: '良好' },
  'legend.fair': { en: 'fair', zh: '一般' },
  'legend.poor': { en: 'poor', zh: '较差' },
  'legend.data': { en: 'Data', zh: '数据' },
  'legend.dataTitle': {
    en: 'Points that have a value, of those that could have one by now',
    zh: '到目前为止应有的数据点中，实际有值的比例',
  },
  'legend.points': {
    en: '{present, number} of {expected, plural, one {# point} other {# points}}',
    zh: '{expected, plural, other {# 个数据点中的}} {present, number} 个',
  },
  'legend.pointsShort': {
    en: '{present, number} / {expected, number}',
    zh: '{present, number} / {expected, number}',
  },
  'legend.provisional': { en: 'provisional', zh: '暂定' },
  'legend.provisionalTitle': {
    en: '{when}: this value may still change',
    zh: '{when}：该值可能仍会变化',
  },
  'legend.provisionalNote': { en: '* may still change', zh: '* 可能仍会变化' },
  'legend.more': {
    en: '{n, plural, one {# more line} other {# more lines}}; the worst ones are shown',
    zh: '另有 {n} 条曲线；此处显示最差的',
  },
  'legend.none': { en: 'no value', zh: '无值' },
  'legend.loading': { en: 'Loading', zh: '加载中' },
  'legend.isolate': {
    en: 'Click to show only {name}; Ctrl-, ⌘- or Shift-click to hide or show it',
    zh: '单击仅显示{name}；按住 Ctrl、⌘ 或 Shift 单击可隐藏或显示',
  },
  'legend.hidden': { en: 'hidden', zh: '已隐藏' },

  'coverage.title': { en: 'Coverage by UTC day', zh: '按 UTC 日的数据覆盖' },
  'coverage.in': { en: 'in', zh: '已就绪' },
  'coverage.provisional': { en: 'in, may still change', zh: '已就绪，可能仍会变化' },
  'coverage.loading': { en: 'loading', zh: '加载中' },
  'coverage.failed': { en: 'failed', zh: '失败' },
  'coverage.partly': { en: 'partly failed', zh: '部分失败' },
  'coverage.stale': { en: 'kept from earlier', zh: '先前保留的数据' },
  'coverage.gone': { en: 'gone', zh: '已不可得' },
  'coverage.summary': {
    en: '{in, number} of {total, plural, one {# day in} other {# days in}}{partly, plural, =0 {} other {, # partly}}{failed, plural, =0 {} other {, # failed}}{loading, plural, =0 {} other {, # loading}}{stale, plural, =0 {} other {, # kept from earlier}}{gone, plural, =0 {} other {, # gone}}',
    zh: '{total, plural, other {共 # 天}}，已就绪 {in, number} 天{partly, plural, =0 {} other {，部分失败 # 天}}{failed, plural, =0 {} other {，失败 # 天}}{loading, plural, =0 {} other {，加载中 # 天}}{stale, plural, =0 {} other {，沿用先前数据 # 天}}{gone, plural, =0 {} other {，已不可得 # 天}}',
  },
  'coverage.cell': { en: '{day} (UTC): {state}', zh: '{day}（UTC）：{state}' },
  'coverage.cellWhy': { en: '{day} (UTC): {state}. {why}', zh: '{day}（UTC）：{state}。{why}' },
  'coverage.retryDay': { en: 'Retry this day', zh: '重试该日' },
  'coverage.retry': {
    en: '{n, plural, one {Retry # day} other {Retry # days}}',
    zh: '{n, plural, other {重试 # 天}}',
  },
  'key.compared': {
    en: 'Dashed and lighter: {what}, on this range’s time',
    zh: '浅色虚线：{what}，按当前时段对齐',
  },
  'key.beyond': {
    en: 'Arrow at the edge: there the compared line is far beyond the axis; point at it for its value',
    zh: '边缘箭头：对比曲线在此处远超纵轴，指向该处可查看数值',
  },
  'key.provisional': {
    en: 'Dashed and hollow: may still change; the dotted upright line says from when on',
    zh: '虚线与空心点：可能仍会变化；竖直点线表示自何时起',
  },
  'key.goal': { en: 'Dotted red: the goal', zh: '红色点线：目标' },
  'key.gap': {
    en: 'A break in a line: no data; a value alone is a point',
    zh: '断开处：无数据；孤立的值显示为点',
  },
  'key.failed': { en: 'Hatched red: could not be loaded', zh: '红色斜纹：未能加载' },
  'key.gone': { en: 'Hatched grey: no longer available', zh: '灰色斜纹：已不可得' },
  'key.loading': { en: 'Grey: still loading', zh: '灰色：仍在加载' },
  'coverage.key': { en: 'What the marks mean', zh: '图例说明' },
  'coverage.keyIn': {
    en: 'In: finished, will not change',
    zh: '已就绪：数据已定稿，不再变化',
  },
  'coverage.keyProvisional': {
    en: 'In, may still change: the day is still open or settling',
    zh: '已就绪，可能仍会变化：当日未结束或数据尚在沉淀',
  },
  'coverage.keyLoading': { en: 'Loading: asked for, not here yet', zh: '加载中：已请求，尚未返回' },
  'coverage.keyFailed': {
    en: 'Failed: could not be loaded; press it to retry',
    zh: '失败：未能加载，点按可重试',
  },
  'coverage.keyPartly': {
    en: 'Partly failed: some series of that day could not be loaded',
    zh: '部分失败：当日部分曲线未能加载',
  },
  'coverage.keyStale': {
    en: 'Kept from earlier: the upstream is failing, so this is the last good answer',
    zh: '先前保留的数据：上游出现故障，显示最近一次成功的结果',
  },
  'coverage.keyGone': {
    en: 'Gone: older than 30 days and not kept by this server',
    zh: '已不可得：早于 30 天，且本服务器未留存',
  },

  retry: { en: 'Retry', zh: '重试' },
  'copy.details': { en: 'Copy details', zh: '复制详情' },
  'copy.policy': { en: 'Copy policy', zh: '复制策略' },
  'copy.done': { en: 'Copied', zh: '已复制' },
  'copy.byHand': {
    en: 'This browser did not let the page copy. Select the text and copy it:',
    zh: '浏览器未允许页面复制，请手动选中并复制：',
  },

  'problem.code': { en: 'Code', zh: '错误码' },
  'problem.upstreamCode': { en: 'Upstream code', zh: '上游错误码' },
  'problem.requestId': { en: 'RequestId', zh: 'RequestId' },
  'problem.field': { en: 'Field', zh: '字段' },
  'problem.retryAfter': {
    en: '{s, plural, one {It may be asked again in # second.} other {It may be asked again in # seconds.}}',
    zh: '{s, plural, other {# 秒后可再次请求。}}',
  },
  'problem.heldFor': {
    en: '{s, plural, one {After this answer the server leaves the service alone for # second: trying earlier brings the same.} other {After this answer the server leaves the service alone for # seconds: trying earlier brings the same.}}',
    zh: '{s, plural, other {此后 # 秒内服务器不会再请求该服务，提前重试结果不变。}}',
  },
  'problem.policy': {
    en: 'RAM policy that is enough (the system policy AliyunLiveReadOnlyAccess covers it too)',
    zh: '所需的 RAM 权限策略（系统策略 AliyunLiveReadOnlyAccess 也已包含）',
  },
  'problem.times': {
    en: '{n, plural, one {# window} other {# windows}}',
    zh: '{n, plural, other {# 个时间窗}}',
  },
  'problem.bad_request.title': {
    en: 'This page asked for something the server does not take',
    zh: '页面发出的请求未被服务器接受',
  },
  'problem.bad_request.advice': {
    en: 'Check the AppId, the channel id and the times. If they are right, reload the page: it may be older than the server.',
    zh: '请检查 AppId、频道 ID 和时间范围。若均无误，请刷新页面：页面版本可能早于服务器。',
  },
  'problem.not_found.title': {
    en: 'The server does not know this address',
    zh: '服务器上没有这个地址',
  },
  'problem.not_found.advice': {
    en: 'Reload the page: it may be older or newer than the server it talks to.',
    zh: '请刷新页面：页面与服务器的版本可能不一致。',
  },
  'problem.not_signed_in.title': { en: 'You are not signed in', zh: '您尚未登录' },
  'problem.not_signed_in.advice': {
    en: 'The sign-in may have ended, or your token was removed. Sign in to go on where you are.',
    zh: '登录可能已过期，或您的令牌已被移除。请重新登录，之后会回到当前页面。',
  },
  'problem.signIn': { en: 'Sign in', zh: '登录' },
  'problem.forbidden_origin.title': {
    en: 'The server does not answer pages from this address',
    zh: '服务器不接受来自该地址的页面请求',
  },
  'problem.forbidden_origin.advice': {
    en: 'Open the dashboard at the address the server printed when it started.',
    zh: '请使用服务器启动时输出的地址打开本页面。',
  },
  'problem.too_large.title': {
    en: 'This view asks for too much at once',
    zh: '此视图一次请求的数据过多',
  },
  'problem.too_large.advice': {
    en: 'Choose a shorter range, fewer apps or a simpler split.',
    zh: '请缩短时间范围、减少应用，或使用更简单的拆分方式。',
  },
  'problem.too_many_requests.title': {
    en: 'The server has too much waiting already',
    zh: '服务器排队的请求过多',
  },
  'problem.too_many_requests.advice': {
    en: 'Wait a moment, then retry. Shorter ranges need fewer calls.',
    zh: '请稍候再试。时间范围越短，需要的调用越少。',
  },
  'problem.internal.title': { en: 'The server made a mistake', zh: '服务器内部错误' },
  'problem.internal.advice': {
    en: 'Retry. If it happens again, give the details below to whoever runs this server; its log says more.',
    zh: '请重试。若再次出现，请将下方详情交给服务器维护者，其日志中有更多信息。',
  },
  'problem.offline.title': { en: 'The server cannot be reached', zh: '无法连接服务器' },
  'problem.offline.advice': {
    en: 'Check your network and that the server is running. What is already loaded stays on the page.',
    zh: '请检查网络，并确认服务器正在运行。已加载的数据会保留在页面上。',
  },
  'problem.bad_answer.title': {
    en: 'The server’s answer could not be read',
    zh: '无法解析服务器的响应',
  },
  'problem.bad_answer.advice': {
    en: 'Something between this page and the server may have changed the answer, or their versions differ. Reload the page.',
    zh: '响应可能被中间环节改写，或页面与服务器版本不一致。请刷新页面。',
  },
  'problem.upstream_unreachable.title': {
    en: 'The server cannot reach ApsaraVideo Live',
    zh: '服务器无法连接视频直播 API',
  },
  'problem.upstream_unreachable.advice': {
    en: 'Retry in a moment. If it lasts, check the server’s network and its ARTC_ENDPOINT setting.',
    zh: '请稍后重试。若持续出现，请检查服务器的网络及 ARTC_ENDPOINT 设置。',
  },
  'problem.upstream_timeout.title': {
    en: 'ApsaraVideo Live did not answer in time',
    zh: '视频直播 API 响应超时',
  },
  'problem.upstream_timeout.advice': {
    en: 'Retry in a moment; the windows that did arrive are kept.',
    zh: '请稍后重试；已返回的时间窗会保留。',
  },
  'problem.upstream_unreadable.title': {
    en: 'Something other than the API answered',
    zh: '返回的内容不是 API 的响应',
  },
  'problem.upstream_unreadable.advice': {
    en: 'A proxy or a login page may stand between the server and the API. Check ARTC_ENDPOINT and the server’s network.',
    zh: '服务器与 API 之间可能存在代理或登录页。请检查 ARTC_ENDPOINT 及服务器的网络。',
  },
  'problem.upstream_error.title': {
    en: 'ApsaraVideo Live has a problem of its own',
    zh: '视频直播 API 暂时出错',
  },
  'problem.upstream_error.advice': {
    en: 'It was tried several times. Retry in a few minutes; if it lasts, quote the RequestId to Alibaba Cloud support.',
    zh: '已多次尝试。请过几分钟重试；若持续出现，请向阿里云支持提供 RequestId。',
  },
  'problem.throttled.title': {
    en: 'The account’s call quota is used up for now',
    zh: '账号的 API 调用配额暂时用尽',
  },
  'problem.throttled.advice': {
    en: 'The account has 50 calls a second, shared by all its users and tools. Wait a moment and retry, or lower ARTC_QPS if other tools need their share.',
    zh: '账号每秒限 50 次调用，由其所有用户和工具共享。请稍候重试；若其他工具也需要配额，可调低 ARTC_QPS。',
  },
  'problem.signature_mismatch.title': {
    en: 'The access key’s secret does not match',
    zh: 'AccessKey Secret 不匹配',
  },
  'problem.signature_mismatch.advice': {
    en: 'Whoever runs the server should set the secret again where it gets its keys (mind spaces and line ends). ALIBABA_CLOUD_ACCESS_KEY_SECRET needs a restart; what ARTC_CREDENTIALS names does not.',
    zh: '请服务器维护者在凭证来源处重新设置 Secret（注意空格和换行）。修改 ALIBABA_CLOUD_ACCESS_KEY_SECRET 后需重启；由 ARTC_CREDENTIALS 指定的来源无需重启。',
  },
  'problem.key_invalid.title': {
    en: 'The access key is not accepted',
    zh: 'AccessKey 未被接受',
  },
  'problem.key_invalid.advice': {
    en: 'Check in the RAM console that the key this server uses exists and is enabled, and set a good one where the server gets its keys. ALIBABA_CLOUD_ACCESS_KEY_ID and its secret need a restart; what ARTC_CREDENTIALS names does not.',
    zh: '请在 RAM 控制台确认服务器所用的 AccessKey 存在且已启用，并在凭证来源处更换为有效的 AccessKey。修改 ALIBABA_CLOUD_ACCESS_KEY_ID 及其 Secret 后需重启；由 ARTC_CREDENTIALS 指定的来源无需重启。',
  },
  'problem.key_unknown.title': { en: 'The access key does not exist', zh: 'AccessKey 不存在' },
  'problem.key_unknown.advice': {
    en: 'Its id is mistyped, or the key was deleted. Compare it with the RAM console, and set a good one where the server gets its keys. ALIBABA_CLOUD_ACCESS_KEY_ID and its secret need a restart; what ARTC_CREDENTIALS names does not.',
    zh: 'AccessKey ID 有误，或该 AccessKey 已被删除。请与 RAM 控制台核对，并在凭证来源处更换为有效的 AccessKey。修改 ALIBABA_CLOUD_ACCESS_KEY_ID 及其 Secret 后需重启；由 ARTC_CREDENTIALS 指定的来源无需重启。',
  },
  'problem.key_disabled.title': { en: 'The access key is disabled', zh: 'AccessKey 已被禁用' },
  'problem.key_disabled.advice': {
    en: 'Enable it in the RAM console and try again: that needs no restart. Or set another one where the server gets its keys; ALIBABA_CLOUD_ACCESS_KEY_ID and its secret need a restart, what ARTC_CREDENTIALS names does not.',
    zh: '请在 RAM 控制台启用该 AccessKey 后重试，无需重启服务器。也可在凭证来源处更换 AccessKey：修改 ALIBABA_CLOUD_ACCESS_KEY_ID 及其 Secret 后需重启；由 ARTC_CREDENTIALS 指定的来源无需重启。',
  },
  'problem.credentials_unavailable.title': {
    en: 'The server has no key to ask with',
    zh: '服务器暂无可用的访问凭证',
  },
  'problem.credentials_unavailable.advice': {
    en: 'ARTC_CREDENTIALS names where the server gets its keys, and that gives none. Whoever runs the server checks the profile, or the RAM role and who may assume it; the server tries again by itself.',
    zh: '服务器通过 ARTC_CREDENTIALS 指定的来源获取凭证，但未能取得。请服务器维护者检查凭证配置文件，或 RAM 角色及其信任策略；服务器会自动重试。',
  },
  'problem.token_expired.title': {
    en: 'The STS token is not accepted',
    zh: 'STS Token 未被接受',
  },
  'problem.token_expired.advice': {
    en: 'It does not belong to the access key, or not all of it is there. Whoever runs the server sets ALIBABA_CLOUD_SECURITY_TOKEN together with its key id and secret and restarts the server, or checks what ARTC_CREDENTIALS names.',
    zh: '该 Token 与 AccessKey 不匹配，或不完整。请服务器维护者连同 AccessKey ID 和 Secret 一并设置 ALIBABA_CLOUD_SECURITY_TOKEN 并重启服务器，或检查 ARTC_CREDENTIALS 指定的来源。',
  },
  'problem.token_over.title': { en: 'The STS token has expired', zh: 'STS Token 已过期' },
  'problem.token_over.advice': {
    en: 'A token from what ARTC_CREDENTIALS names is renewed by the server itself. ALIBABA_CLOUD_SECURITY_TOKEN is not: set a fresh one with its key id and secret, or a key that does not expire, and restart the server.',
    zh: '由 ARTC_CREDENTIALS 指定的来源取得的 Token 会由服务器自动更新。若使用 ALIBABA_CLOUD_SECURITY_TOKEN，请连同 AccessKey ID 和 Secret 一并更新，或改用长期 AccessKey，然后重启服务器。',
  },
  'problem.clock_skew.title': {
    en: 'The server’s clock is off by more than 15 minutes',
    zh: '服务器时钟偏差超过 15 分钟',
  },
  'problem.clock_skew.advice': {
    en: 'Set the server’s clock (turn on NTP), then reload this page. Signed calls carry the time, so the API refuses them.',
    zh: '请校准服务器时钟（开启 NTP），然后刷新页面。签名中包含时间，偏差过大会被 API 拒绝。',
  },
  'problem.no_permission.title': {
    en: 'The RAM user may not read these metrics',
    zh: 'RAM 用户没有读取这些指标的权限',
  },
  'problem.no_permission.advice': {
    en: 'Grant live:DescribeLiveInteractionMetricData to the RAM user or role whose key the server uses, then try again.',
    zh: '请为服务器所用 AccessKey 对应的 RAM 用户或角色授予 live:DescribeLiveInteractionMetricData，然后重试。',
  },
  'problem.upstream_refused.title': {
    en: 'The API refused the request: check the AppId',
    zh: 'API 拒绝了请求：请检查 AppId',
  },
  'problem.upstream_refused.advice': {
    en: 'Most often the AppId is mistyped or belongs to another account. Copy it from the console: Live+ › ApsaraVideo Real-time Communication › Applications.',
    zh: '最常见的原因是 AppId 输错，或属于其他账号。请从控制台复制：Live+ › 实时音视频 › 应用管理。',
  },
  'problem.gone.title': { en: 'This time is too far back', zh: '该时间段过于久远' },
  'problem.gone.advice': {
    en: 'The upstream keeps 30 days and this server did not keep it either. Choose a later range.',
    zh: '上游仅保留 30 天，本服务器也未留存。请选择更近的时间段。',
  },
  'problem.lost.title': { en: 'A kept day is damaged', zh: '留存的某天数据已损坏' },
  'problem.lost.advice': {
    en: 'This server’s copy cannot be read and the upstream no longer has the day. Whoever runs the server finds the file set aside in its data directory, and may have a backup of it.',
    zh: '本服务器留存的副本无法读取，上游也已不再保留这一天。损坏的文件已另存于服务器的数据目录，服务器维护者可尝试从备份恢复。',
  },

  'state.noApp.title': { en: 'Choose an app to begin', zh: '请先选择应用' },
  'state.noApp.advice': {
    en: 'Pick one in the header or paste an AppId there. You find AppIds in the console: Live+ › ApsaraVideo Real-time Communication › Applications.',
    zh: '请在页面顶部选择应用，或粘贴 AppId。AppId 可在控制台查看：Live+ › 实时音视频 › 应用管理。',
  },
  'state.chooseApp': { en: 'Choose an app', zh: '选择应用' },
  'state.loading': { en: 'Loading the first data…', zh: '正在首次加载数据…' },
  'state.noData.title': {
    en: 'Nothing was measured in this range',
    zh: '该时间段内没有测量数据',
  },
  'state.noData.combined': {
    en: 'That is not an error: for some combinations of OS and terminal the upstream has nothing. Try one filter less, or a wider range.',
    zh: '这并非错误：部分操作系统与终端的组合在上游没有数据。可减少一个筛选条件，或扩大时间范围。',
  },
  'state.noData.filtered': {
    en: 'That is not an error: perhaps nobody matched these filters then. Try without them, or a wider range.',
    zh: '这并非错误：可能当时没有符合筛选条件的用户。可清除筛选条件，或扩大时间范围。',
  },
  'state.noData.plain': {
    en: 'That is not an error: perhaps nobody used this app then. Try a wider range, or check that it is the right app.',
    zh: '这并非错误：可能当时无人使用该应用。可扩大时间范围，或确认应用是否正确。',
  },
  'state.clearFilters': { en: 'Clear filters', zh: '清除筛选条件' },
  'state.widerRange': { en: 'Wider range', zh: '扩大时间范围' },
  'state.newerRange': { en: 'Newest range', zh: '回到最近时间段' },
  'state.gone.title': { en: 'This range is older than 30 days', zh: '该时间段早于 30 天' },
  'state.gone.advice': {
    en: 'The upstream keeps 30 days, and this server did not keep these days either.',
    zh: '上游仅保留 30 天的数据，本服务器也未留存这些日期。',
  },
  'state.failedWindows': {
    en: '{n, plural, one {The one window of this range failed, for this reason.} other {All # windows of this range failed, for this reason.}}',
    zh: '{n, plural, other {该时间段的全部 # 个时间窗均因此失败。}}',
  },
  'state.failedMixed': {
    en: '{n, plural, one {The one window of this range failed.} other {All # windows of this range failed, most often for this reason.}}',
    zh: '{n, plural, other {该时间段的全部 # 个时间窗均失败，以下为最常见的原因。}}',
  },
  'note.partial': {
    en: '{failed, number} of {total, plural, one {# window failed} other {# windows failed}}; figures are of what is here.',
    zh: '{total, plural, other {共 # 个时间窗}}，其中 {failed, number} 个失败；当前数字仅基于已加载的数据。',
  },
  'note.stale': {
    en: '{n, plural, one {# window is} other {# windows are}} kept from earlier: the upstream is failing just now.',
    zh: '{n, plural, other {# 个时间窗}}沿用先前的数据：上游当前出现故障。',
  },
  'note.offline': {
    en: 'You are offline, or the server cannot be reached. The chart stays as it was.',
    zh: '网络已断开或服务器无法访问。图表保持原样。',
  },
  'note.offlineSince': {
    en: 'You are offline, or the server cannot be reached. The chart stays; its data is from {when}.',
    zh: '网络已断开或服务器无法访问。图表保持原样，数据截至 {when}。',
  },
  'note.clippedBefore': {
    en: 'The upstream keeps 30 days. Showing {span}.',
    zh: '上游仅保留 30 天的数据。当前显示 {span}。',
  },
  'note.clippedKept': {
    en: 'This server’s own data goes no further back. Showing {span}.',
    zh: '本服务器留存的数据只到这里。当前显示 {span}。',
  },
  'note.clippedLong': {
    en: 'One page shows at most {days, plural, one {# day} other {# days}}. Showing the newest part, {span}.',
    zh: '单页最多显示 {days} 天。当前显示最近的部分：{span}。',
  },
  'note.clippedAfter': {
    en: 'The range ends in the future. Showing {span}.',
    zh: '所选时间段超出当前时间。当前显示 {span}。',
  },
  'note.rateScale': {
    en: 'All rates here are 1 or less. Are these fractions? If so, whoever runs the server should set ARTC_RATE_SCALE=fraction.',
    zh: '所有比率均不大于 1，是否为小数形式？若是，请服务器维护者设置 ARTC_RATE_SCALE=fraction。',
  },
  'note.more': { en: 'Details', zh: '详情' },
  'note.warning': { en: 'Warning', zh: '警告' },
  'note.info': { en: 'Note', zh: '提示' },

  'fresh.none': { en: 'No data yet', zh: '暂无数据' },
  'fresh.now': { en: 'Data through {time} · just now', zh: '数据截至 {time} · 刚刚' },
  'fresh.minutes': {
    en: 'Data through {time} · {n, plural, other {# min ago}}',
    zh: '数据截至 {time} · {n, plural, other {# 分钟前}}',
  },
  'fresh.hours': {
    en: 'Data through {time} · {n, plural, other {# h ago}}',
    zh: '数据截至 {time} · {n, plural, other {# 小时前}}',
  },
  'fresh.days': {
    en: 'Data through {time} · {n, plural, one {# day ago} other {# days ago}}',
    zh: '数据截至 {time} · {n, plural, other {# 天前}}',
  },
  'fresh.windows': {
    en: '{in, number} / {total, plural, one {# window} other {# windows}} · {failed, plural, other {# failed}}',
    zh: '{in, number} / {total, plural, other {# 个时间窗}} · {failed, plural, other {# 个失败}}',
  },
  'fresh.windowsGone': {
    en: '{in, number} / {total, plural, one {# window} other {# windows}} · {failed, plural, other {# failed}} · {gone, plural, other {# gone}}',
    zh: '{in, number} / {total, plural, other {# 个时间窗}} · {failed, plural, other {# 个失败}} · {gone, plural, other {# 个已不可得}}',
  },
  'fresh.spoken': {
    en: '{in, number} of {total, plural, one {# window is in} other {# windows are in}}, {failed, plural, other {# failed}}.',
    zh: '{total, plural, other {共 # 个时间窗}}，已加载 {in, number} 个，{failed, plural, other {失败 # 个}}。',
  },
  'fresh.zone': { en: 'Times in {zone} ({offset})', zh: '时间按 {zone}（{offset}）显示' },
  'fresh.zoneUtc': { en: 'Times in UTC', zh: '时间按 UTC 显示' },

  'broken.title': { en: '“{name}” could not be shown', zh: '“{name}”无法显示' },
  'broken.advice': {
    en: 'That is a fault of this page, not of your data. The rest of the page goes on working.',
    zh: '这是页面自身的错误，与数据无关。页面其他部分仍可正常使用。',
  },
  'broken.reload': { en: 'Reload this panel', zh: '重新加载此面板' },

  'plot.goal': { en: 'goal {goal}', zh: '目标 {goal}' },
  'plot.noData': { en: 'no data', zh: '无数据' },
  'plot.noDataOf': { en: '{name}: no data', zh: '{name}：无数据' },
  'plot.failed': { en: 'failed', zh: '加载失败' },
  'plot.gone': { en: 'no longer available', zh: '已不可得' },
  'plot.loading': { en: 'loading', zh: '加载中' },
  'plot.provisional': { en: 'may still change', zh: '可能仍会变化' },
  'plot.awaited': { en: 'not here yet', zh: '尚未到达' },
  'plot.allHidden': { en: 'All lines are hidden.', zh: '所有曲线均已隐藏。' },
  'plot.showAll': { en: 'Show all', zh: '全部显示' },
  'plot.noPartner': {
    en: 'no time to compare: the clocks changed',
    zh: '时钟调整，无可对比的时间',
  },

  'describe.series': {
    en: '{name} {value} ({share} within goal)',
    zh: '{name} {value}（{share} 达标）',
  },
  'describe.seriesNone': { en: '{name} no data', zh: '{name}无数据' },
  'describe.seriesFailed': { en: '{name} couldn’t load', zh: '{name}加载失败' },
  'describe.chart': {
    en: '{metric}, {span}: {series}; goal {goal}; worst five minutes: {worstName}, {worst} at {when}.',
    zh: '{metric}，{span}：{series}；目标 {goal}；最差的 5 分钟：{worstName}，{when}，{worst}。',
  },
  'describe.empty': {
    en: '{metric}, {span}: no data.',
    zh: '{metric}，{span}：无数据。',
  },
  'describe.failed': {
    en: '{metric}, {span}: couldn’t load.',
    zh: '{metric}，{span}：加载失败。',
  },
  'describe.loading': { en: '{metric}, {span}: loading.', zh: '{metric}，{span}：加载中。' },
} as const satisfies Catalogue<`problem.${ProblemCode}.${'title' | 'advice'}`>;
