% Runs the losses written as MATLAB on exact values: octave octave_check.m FOLDER, with FOLDER/values.csv.
1;
function failed = compare(failed, what, ours, exact, absolute)
  if isinf(exact)
    same = isequal(ours, exact);
  else
    same = abs(ours - exact) <= 1e-12 * abs(exact) + absolute;
  end
  if !same
    failed{end + 1} = sprintf("%s: %.17g, not %.17g", what, ours, exact);
  end
end

warning("off", "all");
folder = argv(){end};
addpath(folder);
text = fileread(fullfile(folder, "values.csv"));
lines = strsplit(strtrim(text), "\n");
failed = {};
compared = 0;
for i = 1:numel(lines)
  fields = strsplit(lines{i}, ",", "CollapseDelimiters", false);
  number = str2double(fields);
  x = number(2);
  parameters = num2cell(number(7:end));
  [value, gradient] = feval(fields{1}, [x, x], parameters{:});
  if !isequal(size(value), [1, 2]) || !isequal(size(gradient), [1, 2])
    failed{end + 1} = [fields{1} " of two numbers gives another size"];
    continue;
  end
  what = sprintf("%s(%s) at %s", fields{1}, strjoin(fields(7:end), ", "), fields{2});
  failed = compare(failed, [what ": value"], value(2), number(3), number(6));
  ++compared;
  if !isempty(fields{4})
    failed = compare(failed, [what ": gradient"], gradient(2), number(4), number(6));
    ++compared;
  end
end
printf("%s\n", failed{1:min(40, end)});
printf("%d compared, %d differ\n", compared, numel(failed));
if numel(failed) > 0 || compared < 5000
  exit(1);
end
