# Runs the losses written as R on exact values: Rscript r_check.R FOLDER, with FOLDER/values.csv.
folder <- commandArgs(trailingOnly = TRUE)[1]
lines <- strsplit(readLines(file.path(folder, "values.csv")), ",", fixed = TRUE)
loaded <- character(0)
compared <- 0
failed <- character(0)
compare <- function(what, ours, exact, absolute) {
  compared <<- compared + 1
  same <- if (is.infinite(exact)) identical(ours, exact) else abs(ours - exact) <= 1e-12 * abs(exact) + absolute
  if (!isTRUE(same)) failed <<- c(failed, sprintf("%s: %.17g, not %.17g", what, ours, exact))
}
# R's own numbers are read by strtod with one rounding more than others; a relative 1e-12 does not see it.
for (fields in lines) {
  name <- fields[1]
  if (!name %in% loaded) {
    source(file.path(folder, paste0(name, ".R")), encoding = "UTF-8")
    loaded <- c(loaded, name)
  }
  number <- function(i) as.numeric(fields[i])
  x <- number(2)
  parameters <- as.list(as.numeric(fields[-(1:6)]))
  call <- function(f) suppressWarnings(do.call(f, c(list(c(x, x)), parameters)))
  what <- sprintf("%s(%s)", name, paste(fields[-(1:6)], collapse = ", "))
  value <- call(name)
  gradient <- call(paste0(name, "_gradient"))
  if (length(value) != 2 || length(gradient) != 2) failed <- c(failed, paste(what, "is not of two"))
  compare(sprintf("%s value at %s", what, fields[2]), value[2], number(3), number(6))
  if (nzchar(fields[4])) compare(sprintf("%s gradient at %s", what, fields[2]), gradient[2], number(4), number(6))
}
cat(head(failed, 40), sep = "\n")
cat(sprintf("%d compared, %d differ\n", compared, length(failed)))
quit(status = if (length(failed) > 0 || compared < 5000) 1 else 0)
