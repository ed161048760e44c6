-- Runs heatmark-pandoc, which `pip install heatmark` brings, and tells it which files it reads.
function Pandoc(doc)
  if doc.meta['heatmark-document'] == nil and #PANDOC_STATE.input_files > 0 then
    doc.meta['heatmark-document'] = PANDOC_STATE.input_files
  end
  return pandoc.utils.run_json_filter(doc, 'heatmark-pandoc', { FORMAT })
end
