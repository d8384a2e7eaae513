import Testing

/// Products of matrices and stacks of them.
struct ProductRecordings {
  @Test func products() {
    Recording.replay(
      #"""
      v0 = data float64 1 2.0 => A float64 (1,) _ 2.0
      v1 = data float64 3 2.0 -2.0 -1.0 => A float64 (3,) 8 2.0 -2.0 -1.0
      v2 = index v1 s0:1: => A float64 (1,) _ 2.0
      v3 = outer v0 v2 => A float64 (1,1) _,_ 4.0
      v4 = data int64 0,3  => A int64 (0,3) _,_
      v5 = data float64 2,3 -3.0 -2.0 2.0 -0.0 1.0 -1.0 => A float64 (2,3) 24,8 -3.0 -2.0 2.0 -0.0 1.0 -1.0
      v6 = tensordot v4 v5 2 => ! ValueError: shape-mismatch for sum
      v10 = data float32 3,3 -1.0 0.0 1.0 0.0 -2.0 1.0 -3.0 -1.0 0.0 => A float32 (3,3) 12,4 -1.0 0.0 1.0 0.0 -2.0 1.0 -3.0 -1.0 0.0
      v11 = data float32 1,3,3 -1.0 2.0 1.0 0.0 -2.0 0.0 0.0 -1.0 3.0 => A float32 (1,3,3) _,12,4 -1.0 2.0 1.0 0.0 -2.0 0.0 0.0 -1.0 3.0
      v12 = index v10 s:3:-1;s:: => A float32 (0,3) _,_
      v13 = dot v12 v11 => A float32 (0,1,3) _,_,_
      v14 = data float64 3,3,1 2.0 1.0 3.0 -2.0 -2.0 -0.0 -2.0 1.0 -1.0 => A float64 (3,3,1) 24,8,_ 2.0 1.0 3.0 -2.0 -2.0 -0.0 -2.0 1.0 -1.0
      v15 = data float64 - -1.0 => A float64 ()  -1.0
      v16 = tensordot2 v14 v15 - - => A float64 (3,3,1) 24,8,_ -2.0 -1.0 -3.0 2.0 2.0 0.0 2.0 -1.0 1.0
      v17 = data int32 1,1 3 => A int32 (1,1) _,_ 3
      v18 = data int32 1,1 -3 => A int32 (1,1) _,_ -3
      v19 = transpose v17 0,1 => A int32 (1,1) _,_ 3
      v20 = matmul v19 v18 => A int32 (1,1) _,_ -9
      v21 = data float64 3,2 1.0 1.0 1.0 -1.0 -2.0 1.0 => A float64 (3,2) 16,8 1.0 1.0 1.0 -1.0 -2.0 1.0
      v22 = data float64 3 -2.0 2.0 3.0 => A float64 (3,) 8 -2.0 2.0 3.0
      v23 = transpose v21 0,1 => A float64 (3,2) 16,8 1.0 1.0 1.0 -1.0 -2.0 1.0
      v24 = dot v23 v22 => ! ValueError: shapes (3,2) and (3,) not aligned: 2 (dim 1) != 3 (dim 0)
      v25 = data float32 3,3 -3.0 -1.0 -0.0 -0.0 0.0 1.0 0.0 -1.0 -0.0 => A float32 (3,3) 12,4 -3.0 -1.0 -0.0 -0.0 0.0 1.0 0.0 -1.0 -0.0
      v26 = data float32 1,1,1 0.0 => A float32 (1,1,1) _,_,_ 0.0
      v27 = index v25 e;s0:1: => A float32 (3,1) 12,_ -3.0 -0.0 0.0
      v28 = transpose v27 1,0 => A float32 (1,3) _,12 -3.0 -0.0 0.0
      v29 = matmul v28 v26 => ! ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 1 is different from 3)
      v30 = data int32 3,1 -2 1 -3 => A int32 (3,1) 4,_ -2 1 -3
      v31 = data int32 1 2 => A int32 (1,) _ 2
      v32 = outer v30 v31 => A int32 (3,1) 4,_ -4 2 -6
      v33 = data float32 - 2.0 => A float32 ()  2.0
      v34 = data float32 3 3.0 1.0 2.0 => A float32 (3,) 4 3.0 1.0 2.0
      v35 = inner v33 v34 => A float32 (3,) 4 6.0 2.0 4.0
      v36 = data bool 1,2 1 1 => A bool (1,2) _,1 1 1
      v37 = data float64 3,2 0.0 1.0 3.0 -2.0 2.0 -2.0 => A float64 (3,2) 16,8 0.0 1.0 3.0 -2.0 2.0 -2.0
      v38 = index v37 s0:2:;s:: => A float64 (2,2) 16,8 0.0 1.0 3.0 -2.0
      v39 = transpose v36 None => A bool (2,1) 1,_ 1 1
      v40 = tensordot2 v39 v38 1 0 => ! ValueError: shape-mismatch for sum
      v41 = data bool 1 1 => A bool (1,) _ 1
      v42 = data bool 3,3,2 0 1 1 0 0 0 0 1 1 1 1 0 1 1 0 0 1 1 => A bool (3,3,2) 6,2,1 0 1 1 0 0 0 0 1 1 1 1 0 1 1 0 0 1 1
      v43 = index v42 s0:1:;s::;s:: => A bool (1,3,2) _,2,1 0 1 1 0 0 0
      v44 = transpose v41 0 => A bool (1,) _ 1
      v45 = vdot v44 v43 => ! ValueError: cannot reshape array of size 6 into shape (1,)
      v46 = data float64 2 -1.0 -1.0 => A float64 (2,) 8 -1.0 -1.0
      v47 = data float64 2,2 2.0 1.0 2.0 3.0 => A float64 (2,2) 16,8 2.0 1.0 2.0 3.0
      v48 = tensordot v46 v47 0 => A float64 (2,2,2) 32,16,8 -2.0 -1.0 -2.0 -3.0 -2.0 -1.0 -2.0 -3.0
      v53 = data int32 1 0 => A int32 (1,) _ 0
      v54 = data int32 1,2 0 -1 => A int32 (1,2) _,4 0 -1
      v55 = transpose v53 None => A int32 (1,) _ 0
      v56 = outer v55 v54 => A int32 (1,2) _,4 0 0
      v57 = data int64 3,3 2 1 -2 2 -3 3 1 0 0 => A int64 (3,3) 24,8 2 1 -2 2 -3 3 1 0 0
      v58 = data int64 1,0,2  => A int64 (1,0,2) _,_,_
      v59 = index v57 e;s0:2: => A int64 (3,2) 24,8 2 1 2 -3 1 0
      v60 = inner v59 v58 => A int64 (3,1,0) _,_,_
      v76 = data bool 3,2 0 1 1 1 0 0 => A bool (3,2) 2,1 0 1 1 1 0 0
      v77 = data float64 2,1,3 1.0 1.0 -1.0 -3.0 -3.0 -1.0 => A float64 (2,1,3) 24,_,8 1.0 1.0 -1.0 -3.0 -3.0 -1.0
      v78 = tensordot2 v76 v77 0 1 => ! ValueError: shape-mismatch for sum
      v79 = data uint8 2,3 2 9 0 5 5 9 => A uint8 (2,3) 3,1 2 9 0 5 5 9
      v80 = data int64 3,2 -2 1 -1 0 3 -2 => A int64 (3,2) 16,8 -2 1 -1 0 3 -2
      v81 = transpose v79 0,1 => A uint8 (2,3) 3,1 2 9 0 5 5 9
      v82 = vdot v81 v80 => S int64 2
      v83 = data int32 3,2 1 2 -3 1 3 -3 => A int32 (3,2) 8,4 1 2 -3 1 3 -3
      v84 = data int32 2,3,2 2 -1 1 1 1 -3 -1 -1 0 2 3 0 => A int32 (2,3,2) 24,8,4 2 -1 1 1 1 -3 -1 -1 0 2 3 0
      v85 = index v84 s::;s0:2:;s:: => A int32 (2,2,2) 24,8,4 2 -1 1 1 -1 -1 0 2
      v86 = dot v83 v85 => A int32 (3,2,2) 16,8,4 4 1 -1 3 -5 4 3 5 3 -6 -3 -9
      v87 = data int64 3,2 1 3 2 -1 0 1 => A int64 (3,2) 16,8 1 3 2 -1 0 1
      v88 = data int64 1,1 -3 => A int64 (1,1) _,_ -3
      v89 = index v87 e;s0:1: => A int64 (3,1) 16,_ 1 2 0
      v90 = index v89 s-1:3:2;s0:: => A int64 (1,1) _,_ 0
      v91 = tensordot2 v90 v88 1 1 => A int64 (1,1) _,_ 0
      v102 = data uint8 3,3 8 4 1 9 0 6 1 2 2 => A uint8 (3,3) 3,1 8 4 1 9 0 6 1 2 2
      v103 = data float32 - 3.0 => A float32 ()  3.0
      v104 = matmul v102 v103 => ! ValueError: matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)
      v120 = data bool 3,1 1 0 0 => A bool (3,1) 1,_ 1 0 0
      v121 = data bool 1,2,0  => A bool (1,2,0) _,_,_
      v122 = transpose v120 0,1 => A bool (3,1) 1,_ 1 0 0
      v123 = inner v122 v121 => ! ValueError: shapes (3,1) and (1,0,2) not aligned: 1 (dim 1) != 0 (dim 1)
      v124 = data int32 1,3 0 3 -3 => A int32 (1,3) _,4 0 3 -3
      v125 = data float32 2,3 1.0 2.0 -2.0 2.0 -1.0 -2.0 => A float32 (2,3) 12,4 1.0 2.0 -2.0 2.0 -1.0 -2.0
      v126 = tensordot2 v124 v125 0 1 => ! ValueError: shape-mismatch for sum
      v132 = data int64 1,2 0 -2 => A int64 (1,2) _,8 0 -2
      v133 = data int64 2 0 3 => A int64 (2,) 8 0 3
      v134 = transpose v132 None => A int64 (2,1) 8,_ 0 -2
      v135 = matmul v134 v133 => ! ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 2 is different from 1)
      v136 = data int64 3,3,2 -3 -1 3 3 3 -1 2 1 2 0 2 2 2 0 2 1 1 3 => A int64 (3,3,2) 48,16,8 -3 -1 3 3 3 -1 2 1 2 0 2 2 2 0 2 1 1 3
      v137 = data int64 3,2 -1 0 -2 2 2 -3 => A int64 (3,2) 16,8 -1 0 -2 2 2 -3
      v138 = index v137 s0:2:;s:: => A int64 (2,2) 16,8 -1 0 -2 2
      v139 = tensordot v136 v138 1 => A int64 (3,3,2) 48,16,8 5 -2 -9 6 -1 -2 -4 2 -2 0 -6 4 -2 0 -4 2 -7 6
      v140 = data uint8 1,2,2 1 7 5 5 => A uint8 (1,2,2) _,2,1 1 7 5 5
      v141 = data int32 3,3 2 -3 -3 -3 3 1 -1 -3 1 => A int32 (3,3) 12,4 2 -3 -3 -3 3 1 -1 -3 1
      v142 = index v141 s0:2:;s:: => A int32 (2,3) 12,4 2 -3 -3 -3 3 1
      v143 = transpose v140 2,0,1 => A uint8 (2,1,2) 1,_,2 1 5 7 5
      v144 = vdot v143 v142 => ! ValueError: cannot reshape array of size 6 into shape (4,)
      v148 = data float64 - 0.0 => A float64 ()  0.0
      v149 = data float64 3 0.0 0.0 -2.0 => A float64 (3,) 8 0.0 0.0 -2.0
      v150 = tensordot2 v148 v149 - - => A float64 (3,) 8 0.0 0.0 0.0
      v163 = data int32 3,2,1 -3 1 2 -1 -2 -3 => A int32 (3,2,1) 8,4,_ -3 1 2 -1 -2 -3
      v164 = data int32 1,2,1 2 -1 => A int32 (1,2,1) _,4,_ 2 -1
      v165 = transpose v163 0,2,1 => A int32 (3,1,2) 8,_,4 -3 1 2 -1 -2 -3
      v166 = tensordot v165 v164 1 => ! ValueError: shape-mismatch for sum
      v186 = data float32 - -1.0 => A float32 ()  -1.0
      v187 = data float32 3,3,1 -0.0 0.0 2.0 0.0 -1.0 0.0 1.0 2.0 1.0 => A float32 (3,3,1) 12,4,_ -0.0 0.0 2.0 0.0 -1.0 0.0 1.0 2.0 1.0
      v227 = data float32 1,1,1 1.0 => A float32 (1,1,1) _,_,_ 1.0
      v228 = data float32 1,2 -2.0 1.0 => A float32 (1,2) _,4 -2.0 1.0
      v229 = index v228 s::;s0:1: => A float32 (1,1) _,_ -2.0
      v230 = inner v227 v229 => A float32 (1,1,1) _,_,_ -2.0
      v231 = data bool 3,2 0 1 1 1 0 0 => A bool (3,2) 2,1 0 1 1 1 0 0
      v232 = data bool 3,1 1 0 1 => A bool (3,1) 1,_ 1 0 1
      v233 = transpose v231 None => A bool (2,3) 1,2 0 1 0 1 1 0
      v234 = matmul v233 v232 => A bool (2,1) 1,_ 0 1
      v290 = data int32 1,1 1 => A int32 (1,1) _,_ 1
      v291 = data int32 2 2 -2 => A int32 (2,) 4 2 -2
      v292 = index v291 s0:1: => A int32 (1,) _ 2
      v293 = tensordot v290 v292 0 => A int32 (1,1,1) _,_,_ 2
      v0 = data bool 1 0 => A bool (1,) _ 0
      v1 = data bool 2 0 1 => A bool (2,) 1 0 1
      v2 = inner v0 v1 => ! ValueError: shapes (1,) and (2,) not aligned: 1 (dim 0) != 2 (dim 0)
      v3 = data float64 1,2,3 -1.0 -2.0 2.0 1.0 -1.0 -1.0 => A float64 (1,2,3) _,24,8 -1.0 -2.0 2.0 1.0 -1.0 -1.0
      v4 = data float32 2,3 2.0 -2.0 -0.0 0.0 -2.0 -2.0 => A float32 (2,3) 12,4 2.0 -2.0 -0.0 0.0 -2.0 -2.0
      v5 = vdot v3 v4 => S float64 6.0
      v6 = data float32 3,2 0.0 -1.0 0.0 2.0 -2.0 1.0 => A float32 (3,2) 8,4 0.0 -1.0 0.0 2.0 -2.0 1.0
      v7 = data float32 1,2 0.0 -3.0 => A float32 (1,2) _,4 0.0 -3.0
      v8 = transpose v6 None => A float32 (2,3) 4,8 0.0 0.0 -2.0 -1.0 2.0 1.0
      v9 = tensordot2 v8 v7 0,1 1,0 => ! ValueError: shape-mismatch for sum
      v10 = data float32 2,3 1.0 -0.0 2.0 1.0 -2.0 0.0 => A float32 (2,3) 12,4 1.0 -0.0 2.0 1.0 -2.0 0.0
      v11 = data float32 1 -2.0 => A float32 (1,) _ -2.0
      v12 = inner v10 v11 => ! ValueError: shapes (2,3) and (1,) not aligned: 3 (dim 1) != 1 (dim 0)
      v26 = data uint8 2,1,1 8 5 => A uint8 (2,1,1) 1,_,_ 8 5
      v27 = data uint8 3,3,1 0 8 4 7 9 2 7 1 8 => A uint8 (3,3,1) 3,1,_ 0 8 4 7 9 2 7 1 8
      v28 = index v27 s0:1:;s::;s:: => A uint8 (1,3,1) _,1,_ 0 8 4
      v29 = tensordot v26 v28 2 => ! ValueError: shape-mismatch for sum
      v30 = data float64 2,1,2 -2.0 -3.0 0.0 2.0 => A float64 (2,1,2) 16,_,8 -2.0 -3.0 0.0 2.0
      v31 = data float64 - -1.0 => A float64 ()  -1.0
      v32 = matmul v30 v31 => ! ValueError: matmul: Input operand 1 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)
      v33 = data int32 2,3 -1 3 -3 3 -1 -1 => A int32 (2,3) 12,4 -1 3 -3 3 -1 -1
      v34 = data int32 1 -1 => A int32 (1,) _ -1
      v35 = index v33 e;s0:1: => A int32 (2,1) 12,_ -1 3
      v36 = transpose v35 None => A int32 (1,2) _,12 -1 3
      v37 = dot v36 v34 => ! ValueError: shapes (1,2) and (1,) not aligned: 2 (dim 1) != 1 (dim 0)
      v38 = data float32 2,1 -0.0 -2.0 => A float32 (2,1) 4,_ -0.0 -2.0
      v39 = data float32 1,1,3 -2.0 -1.0 -2.0 => A float32 (1,1,3) _,_,4 -2.0 -1.0 -2.0
      v40 = index v39 s::;s::;s0:1: => A float32 (1,1,1) _,_,_ -2.0
      v41 = inner v38 v40 => A float32 (2,1,1) 4,_,_ 0.0 4.0
      v42 = data bool 2,2 0 1 1 1 => A bool (2,2) 2,1 0 1 1 1
      v43 = data bool 3,2 0 0 1 1 1 0 => A bool (3,2) 2,1 0 0 1 1 1 0
      v44 = index v43 s0:2:;s:: => A bool (2,2) 2,1 0 0 1 1
      v45 = outer v42 v44 => A bool (4,4) 4,1 0 0 0 0 0 0 1 1 0 0 1 1 0 0 1 1
      v46 = data float32 3,1 1.0 1.0 1.0 => A float32 (3,1) 4,_ 1.0 1.0 1.0
      v47 = data float32 - -1.0 => A float32 ()  -1.0
      v48 = index v46 s:-1:;s0:: => A float32 (2,1) 4,_ 1.0 1.0
      v49 = tensordot2 v48 v47 - - => A float32 (2,1) 4,_ -1.0 -1.0
      v53 = data bool 3,3 0 0 1 0 0 1 1 1 1 => A bool (3,3) 3,1 0 0 1 0 0 1 1 1 1
      v54 = data int32 3,2,2 -2 2 1 1 1 0 -3 3 -3 -1 2 0 => A int32 (3,2,2) 16,8,4 -2 2 1 1 1 0 -3 3 -3 -1 2 0
      v55 = transpose v53 None => A bool (3,3) 1,3 0 0 1 0 0 1 1 1 1
      v56 = inner v55 v54 => ! ValueError: shapes (3,3) and (3,2,2) not aligned: 3 (dim 1) != 2 (dim 1)
      v65 = data int32 1 0 => A int32 (1,) _ 0
      v66 = data int32 2,3,1 -1 -1 1 1 -2 -2 => A int32 (2,3,1) 12,4,_ -1 -1 1 1 -2 -2
      v67 = inner v65 v66 => A int32 (2,3) 12,4 0 0 0 0 0 0
      v75 = data int32 2,2 0 -3 3 2 => A int32 (2,2) 8,4 0 -3 3 2
      v76 = data int32 3,2,1 3 2 -1 0 2 3 => A int32 (3,2,1) 8,4,_ 3 2 -1 0 2 3
      v77 = index v76 s0:2:;s::;s:: => A int32 (2,2,1) 8,4,_ 3 2 -1 0
      v78 = transpose v75 1,0 => A int32 (2,2) 4,8 0 3 -3 2
      v79 = vdot v78 v77 => S int32 9
      v80 = data float64 2,3 1.0 -1.0 -0.0 0.0 -2.0 1.0 => A float64 (2,3) 24,8 1.0 -1.0 -0.0 0.0 -2.0 1.0
      v81 = data bool 3 0 1 1 => A bool (3,) 1 0 1 1
      v82 = index v80 s0::;s:: => A float64 (2,3) 24,8 1.0 -1.0 -0.0 0.0 -2.0 1.0
      v83 = dot v82 v81 => A float64 (2,) 8 -1.0 -1.0
      v84 = data int32 3,0,3  => A int32 (3,0,3) _,_,_
      v85 = data bool 3,2 1 1 0 1 1 1 => A bool (3,2) 2,1 1 1 0 1 1 1
      v86 = outer v84 v85 => A int32 (0,6) _,_
      v90 = data uint8 2,2 9 0 1 5 => A uint8 (2,2) 2,1 9 0 1 5
      v91 = data uint8 1,3 4 3 6 => A uint8 (1,3) _,1 4 3 6
      v92 = index v90 e;s0:1: => A uint8 (2,1) 2,_ 9 1
      v93 = vdot v92 v91 => ! ValueError: cannot reshape array of size 3 into shape (2,)
      v103 = data float64 3,0,2  => A float64 (3,0,2) _,_,_
      v104 = data float64 2 0.0 2.0 => A float64 (2,) 8 0.0 2.0
      v105 = outer v103 v104 => A float64 (0,2) _,_
      v110 = data int32 - -3 => A int32 ()  -3
      v111 = data int32 1,1 2 => A int32 (1,1) _,_ 2
      v112 = tensordot v110 v111 0 => A int32 (1,1) _,_ -6
      v122 = data bool 3,3 0 1 1 0 1 1 1 0 0 => A bool (3,3) 3,1 0 1 1 0 1 1 1 0 0
      v123 = data bool 1,3 0 0 1 => A bool (1,3) _,1 0 0 1
      v124 = index v122 s1::;s0:: => A bool (2,3) 3,1 0 1 1 1 0 0
      v125 = vdot v124 v123 => ! ValueError: cannot reshape array of size 3 into shape (6,)
      v126 = data float32 - -2.0 => A float32 ()  -2.0
      v127 = data float32 2 -1.0 -2.0 => A float32 (2,) 4 -1.0 -2.0
      v128 = dot v126 v127 => A float32 (2,) 4 2.0 4.0
      v129 = data uint8 - 6 => A uint8 ()  6
      v130 = data uint8 0  => A uint8 (0,) _
      v131 = vdot v129 v130 => ! ValueError: cannot reshape array of size 0 into shape (1,)
      v143 = data float32 3 -1.0 2.0 -1.0 => A float32 (3,) 4 -1.0 2.0 -1.0
      v144 = data float32 1,2 -2.0 0.0 => A float32 (1,2) _,4 -2.0 0.0
      v145 = index v143 e;s0:1: => A float32 (1,) _ -1.0
      v146 = tensordot2 v145 v144 - - => A float32 (1,1,2) _,_,4 2.0 0.0
      v157 = data float32 1,1,2 1.0 2.0 => A float32 (1,1,2) _,_,4 1.0 2.0
      v158 = data float32 3,3 1.0 3.0 -1.0 0.0 -2.0 2.0 1.0 3.0 -1.0 => A float32 (3,3) 12,4 1.0 3.0 -1.0 0.0 -2.0 2.0 1.0 3.0 -1.0
      v159 = index v158 s0:2:;s:: => A float32 (2,3) 12,4 1.0 3.0 -1.0 0.0 -2.0 2.0
      v160 = matmul v157 v159 => A float32 (1,1,3) _,_,4 1.0 -1.0 3.0
      v165 = data bool 1,1,3 0 0 0 => A bool (1,1,3) _,_,1 0 0 0
      v166 = data uint8 2,1,0  => A uint8 (2,1,0) _,_,_
      v167 = dot v165 v166 => ! ValueError: shapes (1,1,3) and (2,1,0) not aligned: 3 (dim 2) != 1 (dim 1)
      v177 = data float64 2,1,2 0.0 -1.0 0.0 1.0 => A float64 (2,1,2) 16,_,8 0.0 -1.0 0.0 1.0
      v178 = data float64 3 0.0 1.0 -1.0 => A float64 (3,) 8 0.0 1.0 -1.0
      v179 = index v178 s0:2: => A float64 (2,) 8 0.0 1.0
      v180 = tensordot v177 v179 0 => A float64 (2,1,2,2) 32,_,16,8 0.0 0.0 0.0 -1.0 0.0 0.0 0.0 1.0
      v184 = data float32 3,3 -2.0 2.0 -2.0 3.0 1.0 0.0 0.0 -1.0 -0.0 => A float32 (3,3) 12,4 -2.0 2.0 -2.0 3.0 1.0 0.0 0.0 -1.0 -0.0
      v185 = data float32 2 0.0 -1.0 => A float32 (2,) 4 0.0 -1.0
      v186 = index v184 e;s0:2: => A float32 (3,2) 12,4 -2.0 2.0 3.0 1.0 0.0 -1.0
      v187 = tensordot2 v186 v185 0 0 => ! ValueError: shape-mismatch for sum
      v220 = data int64 3 0 0 -2 => A int64 (3,) 8 0 0 -2
      v221 = data int64 1 0 => A int64 (1,) _ 0
      v222 = index v220 e;s0:1: => A int64 (1,) _ 0
      v223 = vdot v222 v221 => S int64 0
      v231 = data float64 - 1.0 => A float64 ()  1.0
      v232 = data float64 2 3.0 1.0 => A float64 (2,) 8 3.0 1.0
      v233 = inner v231 v232 => A float64 (2,) 8 3.0 1.0
      v241 = data uint8 1,2 3 6 => A uint8 (1,2) _,1 3 6
      v242 = data float32 3 -2.0 3.0 0.0 => A float32 (3,) 4 -2.0 3.0 0.0
      v243 = index v242 s0:2: => A float32 (2,) 4 -2.0 3.0
      v319 = data float32 1,0,3  => A float32 (1,0,3) _,_,_
      v320 = data float64 2,1 -1.0 -1.0 => A float64 (2,1) 8,_ -1.0 -1.0
      v321 = dot v319 v320 => ! ValueError: shapes (1,0,3) and (2,1) not aligned: 3 (dim 2) != 2 (dim 0)
      """#)
  }
}
