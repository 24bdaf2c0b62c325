"""From a snippet to a page. A room for each stage; an import leads only to a room further up this list.

course errors files words chinese   where things lie, and what every room needs
snippet/    what an author writes: source, metadata, labels, translations
data/       what a snippet reads: the data sets, fetched, verified or stood in for
run/        from a snippet to a result; inside/ is all that the child process does
page/       from results to Markdown: directives, facts, tables, glossary
html/       from Markdown to finished HTML: formulas, terms, fonts, pictures
search/     what the search finds
editions/   PDF and offline zip
site/       MkDocs, and it alone
"""
