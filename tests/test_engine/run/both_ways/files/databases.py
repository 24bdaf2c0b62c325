# Right: databases and archives are written as anywhere.
# %% show
import shelve
import sqlite3
import zipfile

with sqlite3.connect("data.db") as connection:
    connection.execute("create table losses (step integer, loss real)")
    connection.executemany("insert into losses values (?, ?)", enumerate([0.5, 0.25]))

# %% read
print(connection.execute("select sum(loss), count(*) from losses").fetchall())
connection.close()
with zipfile.ZipFile("made.zip", "w") as archive:
    archive.writestr(zipfile.ZipInfo("a.txt"), "text")
print(zipfile.ZipFile("made.zip").namelist())
