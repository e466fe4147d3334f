# Puts the file `part` between the two marks of a manual page.
/^\.\\" begin of what the table of commands says/ {
  print
  while ((getline line < part) > 0)
    print line
  inside = 1
  next
}
/^\.\\" end of what the table of commands says/ { inside = 0 }
!inside { print }
