-- heatmark with pandoc: a reader, a filter, or both.
--   pandoc -f heatmark.lua -L heatmark.lua lesson.md -o lesson.html
-- The reader takes Markdown with headers such as ```heatmap title="x"; the filter runs
-- heatmark-pandoc and tells it which files it reads.

-- The extensions of pandoc's Markdown, to be set as those: -f heatmark.lua+tex_math_single_backslash.
-- pandoc 2 knows none of readers in Lua.
if pandoc.format then Extensions = pandoc.format.extensions('markdown') end

local function escaped(text)
  return (text:gsub('%p', '\\%0'))
end

-- The markers of lists, of definitions and of numbered examples, on whose line a fence may begin.
local markers = { '[-*+:~]', '%d+[.)]', '%(?%a[.)]', '#[.)]', '%(%d+%)', '%(@[%w_-]*%)' }

-- Whether a fence that is far in is below an item of a list, or a note, and so no code.
local function is_inside(lines, at, far)
  local indent = far
  for above = at - 1, 1, -1 do
    local line = lines[above]
    local space = #line:match('^ *')
    if line:match('%S') and space < indent then
      local marker
      for _, one in ipairs(markers) do marker = marker or line:match('^ *' .. one .. ' +') end
      if marker or line:match('^ *%[%^[^%]]+%]:') then
        return far < (marker and #marker or 4) + 4
      end
      if space == 0 then return false end
      indent = space
    end
  end
  return false
end

local function on_marker(line)
  for _, marker in ipairs(markers) do
    local prefix, fence, info = line:match('^([%s>]*' .. marker .. ' +)(```+)([^`]*)$')
    if not fence then
      prefix, fence, info = line:match('^([%s>]*' .. marker .. ' +)(~~~+)(.*)$')
    end
    if fence then return prefix, fence, info end
  end
end

-- Puts headers that pandoc does not know into an attribute of their own, and the name of the file.
local function rewritten(text, name)
  local file = name and name ~= '' and ' heatmark-file="' .. escaped(name) .. '"' or ''
  local lines, made, open = {}, {}, nil
  for line in (text:gsub('\r\n', '\n') .. '\n'):gmatch('(.-)\n') do
    lines[#lines + 1] = line
  end
  for at, line in ipairs(lines) do
    local prefix, fence, info = line:match('^([%s>]*)(```+)([^`]*)$')
    if not fence then prefix, fence, info = line:match('^([%s>]*)(~~~+)(.*)$') end
    if not fence then prefix, fence, info = on_marker(line) end
    if open then
      local same = fence and fence:sub(1, 1) == open:sub(1, 1) and #fence >= #open
      if same and not info:match('%S') then open = nil end
    elseif fence then
      local indent = #prefix:match('^ *')
      if indent < 4 or is_inside(lines, at, indent) then
        open = fence
        local header = info:match('^%s*heatmap(%s+%S.*)$') or info:match('^%s*heatmap({.*)$')
        if header then
          header = header:match('^%s*(.-)%s*$')
          line = prefix .. fence .. '{.heatmap heatmark-header="' .. escaped(header) .. '"' .. file .. '}'
        elseif file ~= '' then
          local own = info:match('^%s*heatmap%s*$') and '{.heatmap'
            or info:match('^%s*({%s*%.heatmap)%s*}%s*$') or info:match('^%s*({%s*%.heatmap%s.*)}%s*$')
          line = own and prefix .. fence .. own .. file .. '}' or line
        end
      end
    end
    made[#made + 1] = line
  end
  return table.concat(made, '\n')
end

function Reader(input, options)
  local texts, names = {}, {}
  if type(input) == 'string' then
    texts[1] = rewritten(input)
  else
    for _, source in ipairs(input) do
      texts[#texts + 1] = rewritten(tostring(source.text), source.name)
      names[#names + 1] = source.name
    end
  end
  local format = 'markdown'
  if Extensions then format = { format = format, extensions = options.extensions } end
  local doc = pandoc.read(table.concat(texts, '\n'), format, options)
  if #names > 0 and doc.meta['heatmark-document'] == nil then
    doc.meta['heatmark-document'] = names
  end
  return doc
end

function Pandoc(doc)
  local files = PANDOC_STATE.input_files
  -- With --file-scope a reader sees one file at a time.
  if #files > 1 or (#files > 0 and doc.meta['heatmark-document'] == nil) then
    doc.meta['heatmark-document'] = files
  end
  return pandoc.utils.run_json_filter(doc, 'heatmark-pandoc', { FORMAT })
end
